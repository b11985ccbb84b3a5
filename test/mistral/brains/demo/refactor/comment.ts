import { type EditRule, indentOf } from "./rule";

/** Writes down what was asked, because no rule knows how to do it. */
export const comment: EditRule = ({ instruction, code, language }) => {
  const asked = instruction.replaceAll(/\s+/g, " ").trim();
  const line = `${indentOf(code)}${language.comment} Asked: ${asked}`;
  return {
    summary: "I cannot do this; a comment says what was asked.",
    replacement: `${line}\n${code}`,
    elsewhere: [],
  };
};
