/* What people say about a subject, with whom it is shared, what is new, for people and programs. */
#ifndef RENDER_TALK_H
#define RENDER_TALK_H

#include "render/json.h"
#include "sharing/comment.h"
#include "sharing/notice.h"
#include "sharing/read_link.h"
#include "sharing/share.h"

/* `who` reads: what they may do with it is part of the object. */
void render_comment_json(JsonWriter *writer, const Comment *comment, const Principal *who);
/* A line each, answers below what they answer. */
void render_comment_table(Arena *arena, TextBuilder *out, const Comment *comments, size_t count);
void render_share_json(JsonWriter *writer, const Share *share);
void render_notice_json(JsonWriter *writer, const Notice *notice);
void render_read_link_json(JsonWriter *writer, const ReadLink *link);
/* "valid", "over", "revoked" */
const char *read_link_state(const ReadLink *link);
/* The members "kind", "id" and "title". */
void render_subject_members(JsonWriter *writer, const Subject *subject);
/* The member "ties": the names of those of Tie that are set. */
void render_ties_member(JsonWriter *writer, unsigned ties);

#endif
