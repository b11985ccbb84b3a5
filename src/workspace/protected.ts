import { foldedName } from "./names";

// What acts without anybody running the project: when a folder is opened or entered, at a commit, at an installation, in CI or in
// a shell; and what tells agents (us, too) what to do, or what they may see. No model writes these of its own accord.
//
// Not here is what belongs to the project and is run, or read, as part of it: `package.json`, makefiles, `eslint.config.js` and with
// the same right `.eslintrc.*`, `.prettierrc`, `.babelrc`, `.editorconfig`, `.gitignore`, `.storybook/`. A dot in front of a name
// says nothing, and each change is seen before it lands.

interface Kind {
  /** Ends a sentence: “X is not written by a model, because it …” */
  readonly because: string;
  /** Files and folders, wherever they lie; with `/` in them, such a file or folder in such a folder. A folder means all that is in it. */
  readonly names: readonly string[];
  /** For names that are many. */
  readonly pattern?: RegExp;
}

const KINDS: readonly Kind[] = [
  {
    because: "belongs to the version control system, which runs what stands there",
    names: [
      ...[".git", ".gitattributes", ".gitconfig", ".gitmodules", ".config/git"],
      ...[".hg", ".hgrc", ".hgsub", ".svn", ".bzr", ".jj", ".sl"],
    ],
  },
  {
    because: "decides what the editor runs and allows",
    names: [
      ...[".vscode", ".vscode-server", ".idea", ".fleet", ".zed", ".vs", ".nova", ".settings"],
      ...[".vim", ".vimrc", ".gvimrc", ".nvim", ".nvimrc", ".nvim.lua", ".exrc", "_vimrc", ".config/nvim"],
      ...[".emacs", ".emacs.d", ".dir-locals.el", ".dir-locals-2.el", ".gdbinit", ".lldbinit"],
    ],
    pattern: /\.(?:code-workspace|code-profile|sublime-project)$/,
  },
  {
    because: "tells agents what to do, or what they may see",
    names: [
      ...[".codestral", ".codestralignore", ".mistral", ".vibe"],
      ...[
        "agents.md",
        "agents.override.md",
        "agent.md",
        "claude.md",
        "claude.local.md",
        "gemini.md",
        "qwen.md",
        "warp.md",
      ],
      ...[
        ".mcp.json",
        "mcp.json",
        ".mcp",
        "mcp_settings.json",
        "cline_mcp_settings.json",
        "claude_desktop_config.json",
      ],
      ...[
        ".agents",
        ".agent",
        ".claude",
        ".claude.json",
        ".codex",
        ".cursor",
        ".cursorrules",
        ".windsurf",
        ".windsurfrules",
      ],
      ...[
        ".cline",
        ".clinerules",
        ".clineignore",
        ".roo",
        ".roorules",
        ".roomodes",
        ".rooignore",
        ".kilocode",
        ".kilocodemodes",
      ],
      ...[
        ".continue",
        ".continuerules",
        ".continuerc.json",
        ".gemini",
        ".qwen",
        ".amazonq",
        ".kiro",
        ".junie",
        ".trae",
        ".augment",
      ],
      ...[
        ".augment-guidelines",
        ".opencode",
        "opencode.json",
        "opencode.jsonc",
        ".goosehints",
        ".goose",
        ".openhands",
        ".tabnine",
      ],
      ...[
        ".rules",
        ".sourcery.yaml",
        ".coderabbit.yaml",
        ".codeium",
        ".void",
        ".voidrules",
        ".factory",
        ".crush",
        "crush.json",
      ],
      ...[".github/copilot-instructions.md", ".github/instructions", ".github/prompts", ".github/chatmodes"],
      ...[".github/agents", ".github/skills", ".github/hooks", ".github/copilot"],
    ],
    pattern:
      /^\.aider|^\.(?:cursor|cursorindexing|copilot|ai|gemini|continue|codeium|augment|kilocode)ignore$|^\.aiexclude$|\.(?:instructions|prompt|chatmode|agent)\.md$/,
  },
  {
    because: "runs code when somebody commits, or CI does",
    names: [
      ...[
        ".husky",
        ".githooks",
        ".git-hooks",
        ".lefthook",
        ".lefthook-local",
        ".overcommit.yml",
        ".pre-commit-config.yaml",
      ],
      ...[".pre-commit-config.yml", ".pre-commit-hooks.yaml"],
      ...[
        ".github/workflows",
        ".github/actions",
        ".gitea/workflows",
        ".forgejo/workflows",
        ".gitlab-ci.yml",
        ".gitlab/ci",
      ],
      ...[".circleci", ".buildkite", ".woodpecker", ".woodpecker.yml", ".drone.yml", ".travis.yml", ".appveyor.yml"],
      ...["appveyor.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "jenkinsfile", ".semaphore", ".tekton"],
    ],
    pattern:
      /^\.?lefthook(?:-local)?\.(?:ya?ml|toml|jsonc?)$|^\.lintstagedrc|^lint-staged\.config\.|^\.?simple-git-hooks\./,
  },
  {
    because: "decides what package managers and build tools run, and where they load from",
    names: [
      ...[".npmrc", ".yarn", ".pnpmfile.cjs", ".pnpmfile.mjs", "pnpmfile.js", "bunfig.toml", ".bunfig.toml"],
      ...[
        ".pypirc",
        "pip.conf",
        "pip.ini",
        ".pip",
        ".pydistutils.cfg",
        "sitecustomize.py",
        "usercustomize.py",
        ".condarc",
      ],
      ...[
        ".cargo",
        ".gemrc",
        ".bundle",
        ".mvn",
        ".m2",
        ".gradle",
        "gradle/wrapper",
        "nuget.config",
        ".bazelrc",
        ".bazeliskrc",
      ],
      ...[".terraformrc", ".netrc", "_netrc", ".config/pip", ".config/pnpm"],
    ],
    pattern: /^\.yarnrc|\.pth$/,
  },
  {
    because: "runs code as soon as somebody enters the folder, or opens it in a container",
    names: [
      ...[
        ".envrc",
        ".direnv",
        ".autoenv",
        ".autoenv.zsh",
        ".rvmrc",
        ".devcontainer",
        ".devcontainer.json",
        ".gitpod.yml",
      ],
      ...[
        ".gitpod.dockerfile",
        ".idx",
        ".replit",
        ".mise",
        ".mise.toml",
        "mise.toml",
        ".config/mise",
        ".config/direnv",
      ],
    ],
    pattern: /^\.?mise\.[^/]*toml$/,
  },
  {
    because: "is run by shells and other programs as they start",
    names: [
      ...[".profile", ".login", ".logout", ".inputrc", ".shrc", ".kshrc", ".mkshrc", ".cshrc", ".tcshrc", ".hushlogin"],
      ...[".oh-my-zsh", ".bash_it", ".config/fish", ".config/powershell", ".config/autostart", ".config/systemd"],
      ...[
        ".config/environment.d",
        ".pam_environment",
        ".xinitrc",
        ".xsession",
        ".xsessionrc",
        ".xprofile",
        ".xsessionid",
      ],
      ...[
        ".tmux.conf",
        ".screenrc",
        ".ssh",
        ".gnupg",
        ".local/bin",
        ".local/share/applications",
        "library/launchagents",
      ],
      ...["library/launchdaemons", "start menu/programs/startup", "profile.ps1", "microsoft.powershell_profile.ps1"],
      ...[
        ".irbrc",
        ".pryrc",
        ".pdbrc",
        ".pythonrc",
        ".pythonstartup",
        ".pythonrc.py",
        ".ipython",
        ".rprofile",
        ".renviron",
      ],
      ...[".ghci", ".ocamlinit", ".sqliterc", ".psqlrc", ".octaverc", ".wgetrc", ".curlrc", "_curlrc"],
    ],
    pattern:
      /^\.(?:bash|zsh)(?:_?(?:rc|env|profile|login|logout|aliases|functions|history))(?:\.|$)|^\.z(?:shenv|profile|login|logout)$/,
  },
];

/** The names that stand alone, and those that stand in a folder, each with its kind. */
const ALONE = new Map(
  KINDS.flatMap((kind) => kind.names.filter((name) => !name.includes("/")).map((name) => [name, kind])),
);
const NESTED = KINDS.flatMap((kind) =>
  kind.names.filter((name) => name.includes("/")).map((name) => [`/${name}/`, kind] as const),
);
const PATTERNED = KINDS.filter(({ pattern }) => pattern !== undefined);

/**
 * Why no model writes a file of its own accord; undefined if it may. Capital letters make no difference, nor what else some file
 * system takes for the same name.
 * @param path from a workspace folder on, its own name in front, with `/`
 */
export function protectedBecause(path: string): string | undefined {
  const names = path.split(/[\\/]/).map(foldedName);
  const folded = `/${names.join("/")}/`;
  const kind =
    names.map((name) => ALONE.get(name)).find((found) => found !== undefined) ??
    NESTED.find(([nested]) => folded.includes(nested))?.[1] ??
    PATTERNED.find(({ pattern }) => names.some((name) => pattern?.test(name)));
  return kind?.because;
}
