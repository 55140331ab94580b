/* What a slice is called where people read it. */
#ifndef METRIC_SLICE_TITLE_H
#define METRIC_SLICE_TITLE_H

/* "Segment" for "segment", in the thread's language; the name itself for an own column ("own:region" is "region"). */
const char *slice_title(const char *name);

#endif
