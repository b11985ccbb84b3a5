import assert from "node:assert/strict";
import { keyHint } from "../../../../src/mistral/keys/keyHint";

describe("the hint for somebody without a key", () => {
  it("says where Mistral's keys are made, and what Codestral costs there", () => {
    const hint = keyHint("https://api.mistral.ai/v1/");
    assert.equal(hint?.url, "https://console.mistral.ai/api-keys");
    assert.match(hint?.costs ?? "", /billed by tokens.*about \$0\.30 \/ \$0\.90 per million tokens/);
    assert.match(keyHint("https://api.eu.mistral.ai")?.costs ?? "", /\$0\.33 \/ \$0\.99/);
  });

  it("says nothing of servers whose keys are made elsewhere", () => {
    for (const server of ["http://localhost:8000", "https://codestral.mistral.ai", "https://mistral.ai.example", "x"]) {
      assert.equal(keyHint(server), undefined, server);
    }
  });
});
