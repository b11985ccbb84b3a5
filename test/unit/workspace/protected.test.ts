import assert from "node:assert/strict";
import { protectedBecause } from "../../../src/workspace/protected";

const PROTECTED = [
  ".vscode/settings.json",
  ".vscode/tasks.json",
  "packages/a/.vscode/launch.json",
  "my.code-workspace",
  ".idea/workspace.xml",
  ".git/hooks/pre-commit",
  ".git",
  "sub/module/.git",
  ".gitattributes",
  ".gitmodules",
  ".gitconfig",
  ".config/git/config",
  ".codestral/rules.md",
  ".codestralignore",
  ".mcp.json",
  ".vscode/mcp.json",
  "AGENTS.md",
  "docs/AGENTS.md",
  "CLAUDE.md",
  ".claude/settings.json",
  ".cursor/mcp.json",
  ".cursorrules",
  ".cursorignore",
  ".clinerules/a.md",
  ".windsurfrules",
  ".continue/config.yaml",
  ".aider.conf.yml",
  ".github/copilot-instructions.md",
  ".github/instructions/a.instructions.md",
  ".github/workflows/test.yml",
  ".github/actions/x/action.yml",
  "prompts/fix.prompt.md",
  ".gitlab-ci.yml",
  ".circleci/config.yml",
  "Jenkinsfile",
  ".husky/pre-commit",
  ".githooks/pre-push",
  ".pre-commit-config.yaml",
  "lefthook.yml",
  ".lefthook-local.toml",
  ".lintstagedrc.json",
  ".npmrc",
  ".yarnrc",
  ".yarnrc.yml",
  ".yarn/releases/yarn.cjs",
  ".pnpmfile.cjs",
  "bunfig.toml",
  ".cargo/config.toml",
  ".mvn/extensions.xml",
  "gradle/wrapper/gradle-wrapper.properties",
  "sitecustomize.py",
  "lib/evil.pth",
  ".envrc",
  "mise.local.toml",
  ".devcontainer/devcontainer.json",
  ".devcontainer.json",
  ".bashrc",
  ".bash_profile",
  ".zshenv",
  ".zshrc.local",
  ".profile",
  ".config/fish/config.fish",
  ".ssh/authorized_keys",
  ".vimrc",
  ".exrc",
  ".dir-locals.el",
  ".gdbinit",
  ".Rprofile",
  "Documents/PowerShell/Microsoft.PowerShell_profile.ps1",
  "Library/LaunchAgents/a.plist",
];

const ORDINARY = [
  "src/a.ts",
  "package.json",
  "Makefile",
  "Dockerfile",
  "eslint.config.js",
  ".eslintrc.json",
  ".eslintrc.cjs",
  ".prettierrc",
  ".editorconfig",
  ".gitignore",
  ".dockerignore",
  ".nvmrc",
  ".babelrc",
  ".browserslistrc",
  ".storybook/main.ts",
  ".changeset/a.md",
  ".well-known/security.txt",
  ".github/ISSUE_TEMPLATE/bug.md",
  ".github/dependabot.yml",
  "github/workflows/a.yml",
  "workflows/a.yml",
  "src/git/index.ts",
  "git",
  "vscode/settings.json",
  "src/mcp.ts",
  "src/agents/agents.ts",
  "src/profile.ts",
  "src/bash/profile.md",
  "gradle/libs.versions.toml",
  "test/code-workspace.test.ts",
  "src/prompt.md",
];

/** Ways to write a name that some file system takes for the same. */
const DISGUISES: readonly (readonly [string, (name: string) => string])[] = [
  ["in capitals", (name) => name.toUpperCase()],
  ["in mixed case", (name) => name.replace(/../g, (two) => two.charAt(0).toLowerCase() + two.charAt(1).toUpperCase())],
  ["with an ignored character", (name) => `${name.slice(0, 2)}\u200d${name.slice(2)}`],
  ["with a mark of direction", (name) => `${name}\u202c`],
  ["with a dot behind", (name) => `${name}.`],
  ["with dots and spaces behind", (name) => `${name} . .`],
  ["as a stream", (name) => `${name}::$DATA`],
  ["in full width", (name) => name.replace(/[!-.0-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
  ["in NFD", (name) => name.normalize("NFD")],
];

describe("what no model writes of its own accord", () => {
  for (const path of PROTECTED) {
    it(path, () => {
      assert.ok(protectedBecause(path), path);
      assert.ok(protectedBecause(`project/deep/${path}`), "deeper");
      assert.ok(protectedBecause(path.replaceAll("/", "\\")), "with backslashes");
      for (const [how, disguised] of DISGUISES) {
        const names = path.split("/").map(disguised).join("/");
        assert.ok(protectedBecause(names), `${how}: ${JSON.stringify(names)}`);
      }
    });
  }

  for (const path of ORDINARY) {
    it(`not ${path}`, () => assert.equal(protectedBecause(path), undefined));
  }

  it("the sentence's end says what it does", () => {
    assert.match(protectedBecause(".npmrc") ?? "", /package managers/);
    assert.match(protectedBecause("AGENTS.md") ?? "", /agents/);
    assert.match(protectedBecause(".zshrc") ?? "", /shells/);
  });
});
