import * as z from "zod";

/** What a model answers when it edits the target. */
export const refactoringEdit = z.strictObject({
  summary: z.string(),
  replacement: z.string(),
  elsewhere: z.array(z.strictObject({ find: z.string().min(1), replace: z.string() })),
});

/** What a model answers when it adds a file. */
export const newTestFile = z.strictObject({
  summary: z.string(),
  path: z.string().min(1),
  content: z.string().min(1),
});

export type RefactoringEdit = z.infer<typeof refactoringEdit>;
