/* What a slice is called where people read it. */
#ifndef RENDER_SLICE_H
#define RENDER_SLICE_H

/* "Segment" for "segment", in the thread's language; the name itself for an own column ("own:region" is "region"). */
const char *slice_title(const char *name);

#endif
