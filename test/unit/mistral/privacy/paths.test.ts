import assert from "node:assert/strict";
import { sentenceOfExcluded } from "../../../../src/mistral/privacy/excluded";
import { type ExcludePatterns, PathRules } from "../../../../src/mistral/privacy/paths";

const NOTHING: ExcludePatterns = { own: [], workspace: [] };

describe("files that are never read", () => {
  const rules = new PathRules(false);
  rules.setFolder("shop", NOTHING);
  const at = (relative: string) => ({ path: `/home/me/shop/${relative}`, folder: { id: "shop", relative } });

  for (const path of [
    ".env",
    ".env.local",
    ".ENV",
    "config/.env.ts",
    "production.env",
    ".envrc",
    "server.pem",
    "certs/server.key",
    "AuthKey_ABC.p8",
    "release.jks",
    "debug.keystore",
    "home/id_rsa",
    "id_ed25519.pub",
    "private-key.asc",
    ".netrc",
    ".npmrc",
    "packages/a/.npmrc",
    ".pypirc",
    ".git-credentials",
    ".aws/credentials",
    ".aws/config",
    ".docker/config.json",
    ".kube/config",
    "kubeconfig.yaml",
    ".config/gcloud/legacy/a.json",
    ".pgpass",
    ".htpasswd",
    "infra/terraform.tfstate",
    "infra/terraform.tfstate.backup",
    "infra/prod.tfvars",
    "secrets.yaml",
    "k8s/db-secret.yaml",
    "config/secrets.ts",
    "config/credentials.js",
    "credentials",
    "aws-credentials.py",
    "Client_Secret.json",
    "service-account.json",
    "config/master.key",
    "lib/passwords.rb",
    "private_key.js",
    "api-keys.json",
    ".ssh/config",
  ]) {
    it(`has ${path}`, () => assert.equal(rules.excluded(at(path))?.rule, "secretFile"));
  }

  for (const path of [
    "src/environment.ts",
    "src/env.ts",
    "src/keys.ts",
    "src/keyboard.ts",
    "src/secretary.ts",
    "src/secrets/rotate.ts",
    "src/credentials/index.ts",
    "src/tokens.ts",
    "src/password-field.tsx",
    "src/passwordless.ts",
    "docs/monkey.md",
    "kubernetes/deployment.yaml",
    "package.json",
    "main.tf",
    "README.asc",
    "config.json",
    "aws/credentialsProvider.ts",
    "docker/config.json",
  ]) {
    it(`does not have ${path}`, () => assert.equal(rules.excluded(at(path)), undefined));
  }

  it("has them outside of the workspace too", () => {
    assert.deepEqual(rules.excluded({ path: "/home/me/.aws/credentials" }), {
      rule: "secretFile",
      pattern: "credentials",
    });
    assert.equal(rules.excluded({ path: "/c:/Users/me/.ssh/known_hosts" })?.rule, "secretFile");
    assert.equal(rules.excluded({ path: "/run/secrets/db" })?.rule, "secretFile");
    assert.equal(rules.excluded({ path: "/home/me/notes.md" }), undefined);
    assert.equal(rules.excluded({ path: "Untitled-1" }), undefined);
  });
});

describe("files that the person excludes", () => {
  const id = "shop";
  const at = (relative: string) => ({ path: `/shop/${relative}`, folder: { id, relative } });
  const ruleOf = (rules: PathRules, relative: string) => rules.excluded(at(relative))?.rule;

  it("are those of the settings, of the workspace and of one's own", () => {
    const rules = new PathRules(false);
    rules.setFolder(id, { own: ["*.sql"], workspace: ["/legacy/", "!*.sql"] });
    assert.deepEqual(rules.excluded(at("db/a.sql")), { rule: "setting", pattern: "*.sql" });
    assert.deepEqual(rules.excluded(at("legacy/a/b.ts")), { rule: "setting", pattern: "/legacy/" });
    assert.equal(ruleOf(rules, "src/legacy/b.ts"), undefined);
  });

  it("may be taken back by one's own settings, and by no others", () => {
    const rules = new PathRules(false);
    rules
      .setFolder(id, { own: ["!src/credentials.ts"], workspace: ["!.env"] })
      .ignoreFiles.set(".codestralignore", "!.env");
    assert.equal(ruleOf(rules, "src/credentials.ts"), undefined);
    assert.equal(ruleOf(rules, "credentials.ts"), "secretFile");
    assert.equal(ruleOf(rules, ".env"), "secretFile");
  });

  it("are those of ignore files, each for what lies below it", () => {
    const rules = new PathRules(false);
    const { ignoreFiles } = rules.setFolder(id, NOTHING);
    ignoreFiles.set(".codestralignore", "# ours\n*.csv\n/data/\n!keep.csv\n");
    ignoreFiles.set("a/b/.codestralignore", "inner.ts\n!*.csv\n");
    assert.deepEqual(rules.excluded(at("x/a.csv")), { rule: "ignoreFile", pattern: "*.csv", file: ".codestralignore" });
    assert.equal(ruleOf(rules, "x/keep.csv"), undefined);
    assert.equal(ruleOf(rules, "data/keep.csv"), "ignoreFile", "What lies in an excluded folder stays excluded.");
    ignoreFiles.set("data/.codestralignore", "!keep.csv");
    assert.equal(ruleOf(rules, "data/keep.csv"), "ignoreFile", "Nor can a file in there take it back.");
    assert.equal(ruleOf(rules, "a/data/a.ts"), undefined);
    assert.deepEqual(rules.excluded(at("a/b/c/inner.ts")), {
      rule: "ignoreFile",
      pattern: "inner.ts",
      file: "a/b/.codestralignore",
    });
    assert.equal(ruleOf(rules, "a/inner.ts"), undefined);
    assert.equal(ruleOf(rules, "a/b/c/all.csv"), undefined, "A deeper file overrules those above.");
    ignoreFiles.set("a/b/.codestralignore", undefined);
    assert.equal(ruleOf(rules, "a/b/c/inner.ts"), undefined);
    assert.equal(ruleOf(rules, "a/b/c/all.csv"), "ignoreFile");
  });

  it("are those of .gitignore files, which are other files", () => {
    const rules = new PathRules(false);
    const { gitIgnores, ignoreFiles } = rules.setFolder(id, NOTHING);
    gitIgnores.set(".gitignore", "dist/\n");
    ignoreFiles.set(".codestralignore", "!dist/\n");
    assert.deepEqual(rules.excluded(at("dist/a.js")), { rule: "gitIgnore", pattern: "dist/", file: ".gitignore" });
  });

  it("are all of a folder as long as its ignore files are not known", () => {
    const rules = new PathRules(false);
    assert.equal(ruleOf(rules, "src/a.ts"), "loading");
    assert.equal(ruleOf(rules, ".env"), "secretFile");
    rules.setFolder(id, NOTHING);
    assert.equal(ruleOf(rules, "src/a.ts"), undefined);
    rules.forgetFolder(id);
    assert.equal(ruleOf(rules, "src/a.ts"), "loading");
  });

  it("follow the system as to capital letters", () => {
    for (const ignoresCase of [true, false]) {
      const rules = new PathRules(ignoresCase);
      rules.setFolder(id, { own: ["*.SQL"], workspace: [] }).ignoreFiles.set(".codestralignore", "Data/");
      assert.equal(ruleOf(rules, "a.sql"), ignoresCase ? "setting" : undefined);
      assert.equal(ruleOf(rules, "data/a"), ignoresCase ? "ignoreFile" : undefined);
    }
  });

  it("outside of the workspace are those of one's own settings", () => {
    const rules = new PathRules(false);
    rules.setOutside(["*.sql", "!notes.key"]);
    assert.equal(rules.excluded({ path: "/tmp/a.sql" })?.rule, "setting");
    assert.equal(rules.excluded({ path: "/tmp/notes.key" }), undefined);
  });
});

describe("what is said of an excluded file", () => {
  it("names the rule, and how it is changed", () => {
    const said = (["secretFile", "setting", "ignoreFile", "gitIgnore", "loading"] as const).map((rule) =>
      sentenceOfExcluded("a/.env", { rule, pattern: ".env*", file: "a/.codestralignore" }),
    );
    assert.match(
      said[0] ?? "",
      /^a\/\.env is never sent .*“\.env\*”.*“!\.env” to codestral\.exclude in your user settings/,
    );
    assert.match(said[1] ?? "", /setting codestral\.exclude has “\.env\*”/);
    assert.match(said[2] ?? "", /a\/\.codestralignore has “\.env\*”/);
    assert.match(said[3] ?? "", /codestral\.useGitIgnore is on/);
    assert.match(said[4] ?? "", /still being read/);
  });
});
