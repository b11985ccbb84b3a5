import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { toolCall } from "../mistral/brain";
import { textOf } from "../mistral/requests";
import { runCommand } from "../vscode/hands";
import { Chat } from "./support/chat";
import { useDesk } from "./support/desk";
import { openPath, saves } from "./support/editor";
import { eventually } from "./support/eventually";
import { ghostReads } from "./support/ghost";
import { notification } from "./support/notifications";
import { chatRequests, fimPrompts, fimRequest } from "./support/requests";
import { screenshot } from "./support/screenshot";

const PLACEHOLDER = /CODESTRAL_SECRET_[0-9A-F]{12}/;

/** Made when the test runs: the repository holds none. */
const password = () => `pw-${randomBytes(9).toString("hex")}`;

describe("secrets", () => {
  const desk = useDesk("inEnvironment", { awake: true });

  /** All that has left for the server, as it came over the wire. */
  const heard = () => JSON.stringify(desk.mistral.requests.map(({ body }) => body));

  it("in a .env file stay there, whatever is typed and asked for", async () => {
    const { page, folder, mistral } = desk;
    const secret = password();
    writeFileSync(join(folder, ".env"), `DATABASE_TOKEN=${secret}\n`);
    await openPath(page, join(folder, ".env"));
    await page.keyboard.press("Control+End");
    await page.keyboard.type("OTHER_TOKEN=");
    await page.keyboard.press("Alt+\\");
    await runCommand(page, "Codestral: Simplify");
    await notification(page, /\.env is never sent to a model/).waitFor();
    await screenshot(page, "secrets refactoring refused");
    // Keys are worked through in order: when this one has been asked about, there is no request left from before.
    await desk.write("afterEnv.ts", "const after = 1;\n");
    await page.keyboard.type("const next = ");
    await fimRequest(mistral, "const after = 1;\nconst next = ");
    assert.ok(!heard().includes(secret));
    assert.deepEqual(fimPrompts(mistral, "OTHER_TOKEN"), []);
  });

  it("in a .env file are not read by the chat, which says why", async () => {
    const { page, folder, brain, mistral } = desk;
    const secret = password();
    writeFileSync(join(folder, ".env"), `DATABASE_TOKEN=${secret}\n`);
    const chat = new Chat(page);
    await chat.begin();
    brain.nextChat([toolCall("read_file", { path: ".env" })]).nextChat("I may not read it.");
    const answer = await chat.askAndWait("What is my token?");
    await answer.getByText("I may not read it.").waitFor();
    await chat.openToolCall(/^Read \.env, failed/);
    await answer
      .getByText(/\.env is never sent to a model, because files like “\.env\*” hold secrets/)
      .first()
      .waitFor();
    await screenshot(page, "secrets chat refused");
    assert.match(textOf(chatRequests(mistral)[1]?.messages.at(-1)?.content), /never sent to a model/);
    assert.ok(!heard().includes(secret));
  });

  it("in code are placeholders for the model and in its answer, and themselves again in their own file alone", async () => {
    const { page, folder, brain } = desk;
    const secret = password();
    writeFileSync(join(folder, "src", "connect.ts"), `export const options = { password: "${secret}" };\n`);
    const file = await desk.write("insertSecret.ts", "// before\n");
    const chat = new Chat(page);
    await chat.begin();
    brain.nextChat([toolCall("read_file", { path: "src/connect.ts" })]);
    brain.nextChat(
      ({ messages }) =>
        `Here:\n\n\`\`\`ts\nconst again = "${PLACEHOLDER.exec(JSON.stringify(messages))?.[0]}";\n\`\`\`\n`,
    );
    const answer = await chat.askAndWait("Write it again");
    const code = answer.getByRole("group", { name: "TypeScript code" });
    await code.getByText(PLACEHOLDER).waitFor();
    await screenshot(page, "secrets chat placeholder");
    await code.getByRole("button", { name: "Copy code" }).click();
    await eventually(async () => PLACEHOLDER.test(String(await page.evaluate("navigator.clipboard.readText()"))), true);
    await code.getByRole("button", { name: "Insert at cursor" }).click();
    await page
      .getByText(/Not inserted: the code has another file's secret/)
      .first()
      .waitFor();
    await screenshot(page, "secrets chat other file");
    await saves(page, file, "// before\n");
    const connect = await desk.write("connect.ts", `export const options = { password: "${secret}" };\n`);
    await code.getByRole("button", { name: "Insert at cursor" }).click();
    await page.locator(".view-line").getByText("const again").waitFor();
    await saves(page, connect, `export const options = { password: "${secret}" };\nconst again = "${secret}";`);
    assert.ok(!heard().includes(secret));
  });

  it("are in the ghost text where the model repeats their placeholder", async () => {
    const { page, brain } = desk;
    const secret = password();
    await desk.write("ghostSecret.ts", `const password = "${secret}";\n`);
    brain.onFim(/const twice = $/, ({ prompt }) => `"${PLACEHOLDER.exec(prompt)?.[0]}";`);
    await page.keyboard.type("const twice = ");
    await ghostReads(page, `"${secret}";`);
    assert.ok(!heard().includes(secret));
  });
});
