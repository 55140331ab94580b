-- Tickets by the day of opening, each marked with what is known of its contacts: first, more, unanswered (solved
-- without a reply), unresolved, abandoned, unknown, merged_or_spam.
SELECT day{slices}, ticket, customer, escalated, first_resolved_at, first_resolved_day,
       CASE WHEN status IN ('merged', 'spam') THEN 'merged_or_spam'
            WHEN abandoned THEN 'abandoned'
            WHEN first_resolved_day IS NULL AND abandoned IS NULL THEN 'unresolved'
            WHEN first_resolved_day IS NULL THEN 'more'
            WHEN reopens > 0 OR agent_replies > 1 OR customer_messages > 0 OR reassignments > 0 OR escalated THEN 'more'
            WHEN abandoned IS NOT NULL THEN 'first'
            WHEN agent_replies = 0 THEN 'unanswered'
            WHEN COALESCE(reopens, agent_replies, customer_messages, reassignments) IS NULL THEN 'unknown'
            ELSE 'first' END AS mark
FROM {ticket} t
