// A bundle of its own (`dist/later/chat.js`), which the view loads when it is shown: it reads themes, with jsonc-parser.
export { themeTokenColors } from "./tokenColors";
