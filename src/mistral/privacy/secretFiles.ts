import ignore from "ignore";

// Both in the form of .gitignore files.

/** Files that hold secrets by their name alone, wherever they lie. */
const NAMES = [
  // Environments.
  ".env*",
  "*.env",
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

/** The built-in rules; they hold whatever a workspace says. Capital letters make no difference. */
export class SecretFiles {
  private readonly names = ignore({ ignorecase: true }).add(NAMES);
  private readonly places = ignore({ ignorecase: true }).add(PLACES);

  /** @param path absolute or relative, with `/` @returns the rule that says that the file is never read */
  ruleFor(path: string): string | undefined {
    const relative = path.replace(/^\/+/, "");
    if (relative === "") {
      return undefined;
    }
    const name = relative.slice(relative.lastIndexOf("/") + 1);
    const result = this.names.test(name || relative);
    return (result.ignored ? result : this.places.test(relative)).rule?.pattern;
  }
}
