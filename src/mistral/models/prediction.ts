/** Codestral for chats and Mistral Large of November 2024: no other model takes one, and theirs cost nothing more. */
const TAKES = /^(?:codestral-(?:latest|\d{4})|mistral-large-2411)$/;

/** Whether a model is quicker where it is told what most of its answer will be; others refuse to be told. */
export function takesPrediction(model: string): boolean {
  return TAKES.test(model);
}
