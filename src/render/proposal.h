/* A proposed objective, for people and programs. */
#ifndef RENDER_PROPOSAL_H
#define RENDER_PROPOSAL_H

#include "goal/proposal.h"
#include "render/json.h"

/* Why the objective is proposed, and what each of its key results is drawn from: sentences in the thread's language. */
const char *proposal_why(Arena *arena, const Proposal *proposal);
const char *proposal_evidence(Arena *arena, const Proposal *proposal, size_t index);

void render_proposal_json(Arena *arena, JsonWriter *writer, const Proposal *proposal);
void render_proposal_text(Arena *arena, TextBuilder *out, const Proposal *proposal);

#endif
