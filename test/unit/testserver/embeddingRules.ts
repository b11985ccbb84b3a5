import type { Rule } from "./rule";

const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const tokens = (count: number) => "abcd".repeat(count);

export const embeddingRules: readonly Rule[] = [
  {
    name: "openai's fields",
    refused: { dimensions: 256 },
    accepted: { output_dimension: 256 },
    status: 422,
    says: /extra_forbidden/,
  },
  {
    name: "openai's user",
    refused: { user: "me" },
    accepted: { metadata: { user: "me" } },
    status: 422,
    says: /extra_forbidden/,
  },
  { name: "a missing input", refused: { input: undefined }, accepted: { input: "" }, status: 422, says: /"missing"/ },
  {
    name: "token ids",
    refused: { input: [[1, 2]] },
    accepted: { input: ["a", "b"] },
    status: 422,
    says: /string_type/,
  },
  { name: "no inputs", refused: { input: [] }, accepted: { input: [""] }, status: 422, says: /too_short/ },
  {
    name: "an unknown dtype",
    refused: { output_dtype: "float16" },
    accepted: { output_dtype: "int8" },
    status: 422,
    says: /literal_error/,
  },
  {
    name: "an unknown format",
    refused: { encoding_format: "hex" },
    accepted: { encoding_format: "base64" },
    status: 422,
    says: /literal_error/,
  },
  {
    name: "a vector of nothing",
    refused: { output_dimension: 0 },
    accepted: { output_dimension: 1 },
    status: 422,
    says: /"gt":0/,
  },
  {
    name: "a vector too long",
    refused: { output_dimension: 3073 },
    accepted: { output_dimension: 3072 },
    status: 400,
    says: /at most 3072/,
  },
  {
    name: "bits that fill no byte",
    refused: { output_dimension: 257, output_dtype: "binary" },
    accepted: { output_dimension: 256, output_dtype: "binary" },
    status: 400,
    says: /multiple of 8/,
  },
  {
    name: "another length of a model that has one",
    refused: { model: "mistral-embed", output_dimension: 256 },
    accepted: { model: "mistral-embed", output_dimension: 1024 },
    status: 400,
    says: /does not support output_dimension/,
  },
  {
    name: "513 inputs",
    refused: { input: times(513, "a") },
    accepted: { input: times(512, "a") },
    status: 400,
    says: /Too many inputs.*"3210"/,
  },
  {
    name: "an input too long",
    refused: { input: ["a", tokens(8193)] },
    accepted: { input: tokens(8192) },
    status: 400,
    says: /Input id 1 has 8193 tokens/,
  },
  {
    name: "more than 16,384 tokens",
    refused: { input: [tokens(8192), tokens(8192), "a"] },
    accepted: { input: [tokens(8192), tokens(8192)] },
    status: 400,
    says: /Too many tokens overall/,
  },
  {
    name: "an unknown model",
    refused: { model: "nope" },
    accepted: { model: "codestral-embed-2505" },
    status: 400,
    says: /invalid_model.*"1500"/,
  },
  {
    name: "a model without vectors",
    refused: { model: "codestral-latest" },
    accepted: {},
    status: 400,
    says: /does not support embeddings/,
  },
];
