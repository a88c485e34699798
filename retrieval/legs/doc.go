// Package legs searches in the process's own memory: an inverted index scored
// by BM25 ([Words]), and an exact scan over vectors behind a one-bit first pass
// ([Vectors]). Both take the documents to keep as [Bits], decided before the
// scan, and both lie in flat arrays that [Save] puts into one file and [Open]
// maps back, so that a large index starts at once and is paged in by use.
//
// Documents are numbers from 0, in the order in which they were added.
package legs
