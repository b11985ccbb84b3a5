/** The categories of `mistral-moderation-2603`, each with beginnings of words that speak for it. */
const CATEGORIES = {
  sexual: ["porn", "nude", "erotic"],
  hate_and_discrimination: ["hate", "racis", "inferior"],
  violence_and_threats: ["kill", "murder", "attack", "shoot"],
  dangerous: ["bomb", "explosive", "poison", "weapon"],
  criminal: ["steal", "counterfeit", "launder", "malware", "ransomware"],
  selfharm: ["suicide", "selfharm"],
  health: ["diagnos", "dosage", "medication", "prescri"],
  financial: ["invest", "stocks", "portfolio"],
  law: ["lawsuit", "sue", "liab"],
  pii: ["passport", "iban", "ssn"],
  jailbreaking: ["jailbreak", "ignore previous", "ignore all previous", "developer mode"],
} as const;

type Category = keyof typeof CATEGORIES;

/** From this score on, a text belongs to a category. */
const THRESHOLD = 0.5;
const INNOCENT = 0.0004;

export interface Judgement {
  readonly categories: Readonly<Record<string, boolean>>;
  readonly category_scores: Readonly<Record<string, number>>;
}

/** What a text is about, by its words alone: none of them 0.0004, one 0.7, more of them more. */
export function judge(text: string): Judgement {
  const words = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")}`;
  const scores = (Object.keys(CATEGORIES) as Category[]).map((category) => {
    const said = CATEGORIES[category].filter((beginning) => words.includes(` ${beginning}`)).length;
    return [category, said === 0 ? INNOCENT : 1 - 0.3 ** said] as const;
  });
  return {
    categories: Object.fromEntries(scores.map(([category, score]) => [category, score >= THRESHOLD])),
    category_scores: Object.fromEntries(scores),
  };
}
