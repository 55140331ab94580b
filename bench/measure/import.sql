CREATE TABLE ticket (
    ticket VARCHAR, customer VARCHAR, subject VARCHAR, opened_at TIMESTAMP, first_reply_at TIMESTAMP,
    first_resolved_at TIMESTAMP, last_resolved_at TIMESTAMP, closed_at TIMESTAMP, agent_replies BIGINT,
    customer_messages BIGINT, reopens BIGINT, reassignments BIGINT, escalated BOOLEAN, channel VARCHAR,
    team VARCHAR, agent VARCHAR, priority VARCHAR, topic VARCHAR, brand VARCHAR, status VARCHAR,
    waiting_seconds DOUBLE, handling_seconds DOUBLE, abandoned BOOLEAN, first_reply_due_at TIMESTAMP,
    resolution_due_at TIMESTAMP);
COPY ticket FROM '{file}' (HEADER);
CHECKPOINT;
