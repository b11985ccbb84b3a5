import { seededRandom } from "../../mistral/random";

/** What a server sends in one piece, about, in characters. */
const TOKEN = 4;

const words = "the total of a cart is made of its lines and each line has a price in cents that nobody rounds".split(
  " ",
);

/** An answer as long answers are: paragraphs, and in them one long list, one long table and long stretches of code. */
export function longAnswer(characters: number, seed: number): string {
  const random = seededRandom(seed);
  const word = () => words[Math.floor(random() * words.length)] ?? "";
  const sentence = (count: number) => Array.from({ length: count }, word).join(" ");
  const parts = [
    () => `## ${sentence(4)}\n\n${sentence(60)} with \`code\` and **weight**.\n\n${sentence(40)}.`,
    () => Array.from({ length: 60 }, () => `- ${sentence(9)} \`${word()}\``).join("\n"),
    () => ["| name | what | count |", "|---|---|--:|", ...rows(60)].join("\n"),
    () => `\`\`\`ts\n${Array.from({ length: 80 }, (_, at) => codeLine(at)).join("\n")}\n\`\`\``,
  ];
  const rows = (count: number) => Array.from({ length: count }, (_, at) => `| ${word()} | ${sentence(5)} | ${at} |`);
  const codeLine = (at: number) => `export const value${at} = compute("${word()}", ${at}); // ${sentence(4)}`;
  let answer = "";
  for (let at = 0; answer.length < characters; at++) answer += `${parts[at % parts.length]?.()}\n\n`;
  return answer.slice(0, characters);
}

export function tokensOf(answer: string): string[] {
  return answer.match(new RegExp(`[^]{1,${TOKEN}}`, "g")) ?? [];
}
