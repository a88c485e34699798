// Package embed turns texts into vectors: with the local model on ONNX Runtime.
//
// The model is bge-small-en-v1.5 with 8-bit weights: 384 numbers a text, CLS
// pooling, L2 norm. Its files come from Maven artifacts whose sums are pinned.
package embed

// Dim is the number of dimensions of the local model's vectors.
const Dim = 384

// Model names the local model; vectors of different names are never mixed.
const Model = "bge-small-en-v1.5-q8"

// MaxTokens is the longest input the model reads, the two special tokens included.
const MaxTokens = 512
