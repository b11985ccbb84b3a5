import ignore, { type Ignore } from "ignore";

// Both in the form of .gitignore files.

/** Files that hold secrets by their name alone, wherever they lie. */
const NAMES = [
  // Environments.
  "*.env",
  ".env*",
  // Keys and their stores.
  ...["*.pem", "*.key", "*.p8", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.bks", "*.kdb", "*.kdbx", "*.ppk", "*.jwk"],
  ...[
    "*.ovpn",
    "*.agekey",
    "*private*.asc",
    "*secret*.asc",
    "secring.*",
    "id_rsa*",
    "id_dsa*",
    "id_ecdsa*",
    "id_ed25519*",
  ],
  // What tools log in with.
  ...[
    ".netrc",
    "_netrc",
    ".npmrc",
    ".pypirc",
    ".git-credentials",
    ".dockercfg",
    ".dockerconfigjson",
    ".pgpass",
    "pgpass.conf",
  ],
  ...[
    ".my.cnf",
    ".mylogin.cnf",
    ".htpasswd",
    ".s3cfg",
    ".boto",
    ".vault-token",
    ".vault_pass*",
    ".terraformrc",
    "terraform.rc",
  ],
  ...[
    "kubeconfig*",
    "*.kubeconfig",
    "application_default_credentials.json",
    "service-account*.json",
    "service_account*.json",
  ],
  ...["master.key", "*.credentials.yml.enc", "local.settings.json"],
  // Terraform keeps what it makes, passwords too.
  ...["*.tfstate", "*.tfstate.*", "*.tfvars", "*.tfvars.json"],
  // Whatever calls itself so.
  ...["credential", "secret", "password", "passwd", "credentials", "secrets", "passwords"].flatMap((name) => [
    name,
    `${name}.*`,
    `*[._-]${name}`,
    `*[._-]${name}.*`,
  ]),
  ...["private", "api"].flatMap((kind) => [
    `*${kind}[._-]key`,
    `*${kind}[._-]key.*`,
    `*${kind}[._-]keys.*`,
    `${kind}key.*`,
    `${kind}keys.*`,
  ]),
];

/** Files and folders by their place. */
const PLACES = [
  ...[
    ".ssh/",
    ".gnupg/",
    ".aws/",
    ".azure/",
    "**/.config/gcloud/",
    ".password-store/",
    "/run/secrets/",
    "/var/run/secrets/",
  ],
  ...[
    "**/.docker/config.json",
    "**/.kube/config",
    "**/.config/gh/hosts.yml",
    "**/.config/rclone/rclone.conf",
    "/etc/shadow",
    "/etc/passwd",
  ],
];

/** Patterns, and what no path does without that fits one of them: most paths are told by one look. */
class Rules {
  /** Compiled for the first path that may fit: that takes milliseconds. */
  private matcher: Ignore | undefined;
  private readonly hint: RegExp;

  constructor(private readonly patterns: readonly string[]) {
    const literals = [...new Set(patterns.map(longestLiteral))];
    this.hint = new RegExp(literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|"), "i");
  }

  /** @returns the pattern that fits */
  match(path: string): string | undefined {
    if (!this.hint.test(path)) {
      return undefined;
    }
    this.matcher ??= ignore({ ignorecase: true }).add([...this.patterns]);
    return this.matcher.test(path).rule?.pattern;
  }
}

/** The longest part of a pattern that stands for itself. */
function longestLiteral(pattern: string): string {
  const literals = pattern.replace(/^\/|\/$/g, "").split(/\[[^\]]*\]|\*\*\/|[*?]/);
  return literals.reduce((longest, literal) => (literal.length > longest.length ? literal : longest), "");
}

/** The built-in rules; they hold whatever a workspace says. Capital letters make no difference. */
export class SecretFiles {
  private readonly names = new Rules(NAMES);
  private readonly places = new Rules(PLACES);

  /** @param path absolute or relative, with `/` @returns the rule that says that the file is never read */
  ruleFor(path: string): string | undefined {
    const relative = path.replace(/^\/+/, "");
    const name = relative.slice(relative.lastIndexOf("/") + 1);
    return name === "" ? undefined : (this.names.match(name) ?? this.places.match(relative));
  }
}
