import type { Span } from "./span";

/** A token whose form gives it away. */
export interface TokenRule {
  /** As a person reads it. */
  readonly kind: string;
  /** One of these stands in every such token: a text without them is not searched. None begins another; none at all: any text is. */
  readonly hints: readonly string[];
  /** Finds the token, or in its first group the part that is secret. Global, and bounded or unambiguous throughout. */
  readonly pattern: RegExp;
  /** Where the form is written down; all forms as they were known on 2026-11-21. */
  readonly source: string;
}

/** The token stands by itself: what is part of a longer word is something else. */
function word(body: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_])(?:${body})(?![A-Za-z0-9])`, "g");
}

const rule = (kind: string, hints: readonly string[], pattern: RegExp, source: string): TokenRule => ({
  kind,
  hints,
  pattern,
  source,
});

/** To add one: what it is called, the letters that it cannot do without, its form, and who says so. */
export const TOKEN_RULES: readonly TokenRule[] = [
  rule(
    "AWS access key",
    ["AKIA", "ASIA"],
    word("A[KS]IA[A-Z2-7]{16}"),
    "docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
  ),
  rule(
    "Azure key",
    ["AccountKey=", "SharedAccessKey="],
    /(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{42,86}={1,2})/g,
    "learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
  ),
  rule(
    "Azure signature",
    ["sig="],
    /[?&;]sig=([A-Za-z0-9%+/_-]{40,120}={0,2})/g,
    "learn.microsoft.com/azure/storage/common/storage-sas-overview",
  ),
  rule(
    "Azure client secret",
    ["8Q~"],
    /(?<![\w~.-])[\w~.-]{3}8Q~[\w~.-]{31,34}(?![\w~.-])/g,
    "learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal",
  ),
  rule(
    "Azure DevOps token",
    ["AZDO"],
    word("[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}"),
    "learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
  ),
  rule("Google API key", ["AIza"], word("AIza[\\w-]{35}"), "docs.cloud.google.com/docs/authentication/api-keys"),
  rule(
    "Google OAuth secret",
    ["GOCSPX-", "ya29.", "1//0"],
    word("GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{30,}|1//0[\\w-]{40,}"),
    "developers.google.com/identity/protocols/oauth2",
  ),
  rule(
    "GitHub token",
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    word("gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    "docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
  ),
  rule(
    "GitLab token",
    ["glpat-", "glptt-", "gldt-", "glrt-", "glcbt-", "glsoat-", "glft-", "glimt-", "glagent-", "gloas-", "glffct-"],
    word("gl(?:pat|ptt|dt|rt|cbt|soat|ft|imt|agent|oas|ffct)-[\\w.-]{20,300}"),
    "docs.gitlab.com/security/tokens/#token-prefixes",
  ),
  rule("npm token", ["npm_"], word("npm_[A-Za-z0-9]{36}"), "docs.npmjs.com/about-access-tokens"),
  rule("PyPI token", ["pypi-"], word("pypi-Ag[\\w-]{50,}"), "pypi.org/help/#apitoken"),
  rule("RubyGems key", ["rubygems_"], word("rubygems_[0-9a-f]{48}"), "guides.rubygems.org/api-key-scopes"),
  rule("Docker token", ["dckr_"], word("dckr_(?:pat|oat)_[\\w-]{20,}"), "docs.docker.com/security/access-tokens"),
  rule("NuGet key", ["oy2"], word("oy2[a-z0-9]{43}"), "learn.microsoft.com/nuget/nuget-org/publish-a-package"),
  rule(
    "Slack token",
    ["xox", "xapp-"],
    word("xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-\\d-[A-Z0-9]+-\\d+-[0-9a-f]+"),
    "docs.slack.dev/authentication/tokens",
  ),
  rule(
    "Slack webhook",
    ["hooks.slack.com/"],
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9_/]{30,100})/g,
    "docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
  ),
  rule(
    "Discord token",
    [],
    /(?<![\w.-])[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}(?![\w.-])/g,
    "docs.discord.com/developers/reference#authentication",
  ),
  rule(
    "Discord webhook",
    ["/api/webhooks/"],
    /discord(?:app)?\.com\/api\/webhooks\/\d{16,20}\/([\w-]{60,80})/g,
    "docs.discord.com/developers/resources/webhook",
  ),
  rule("Telegram token", [":AA"], word("\\d{8,10}:AA[\\w-]{33}"), "core.telegram.org/bots/api#authorizing-your-bot"),
  rule(
    "Stripe key",
    ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"],
    word("[sr]k_(?:live|test)_[A-Za-z0-9]{16,247}|whsec_[A-Za-z0-9+/]{32,}={0,2}"),
    "docs.stripe.com/keys",
  ),
  rule("Twilio key", ["SK"], word("SK[0-9a-f]{32}"), "twilio.com/docs/iam/api-keys"),
  rule(
    "SendGrid key",
    ["SG."],
    word("SG\\.[\\w-]{22}\\.[\\w-]{43}"),
    "twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
  ),
  rule(
    "Mailgun key",
    ["key-"],
    word("key-[0-9a-f]{32}"),
    "documentation.mailgun.com/docs/mailgun/api-reference/mg-auth",
  ),
  rule(
    "Mailchimp key",
    ["-us"],
    word("[0-9a-f]{32}-us\\d{1,2}"),
    "mailchimp.com/developer/marketing/guides/quick-start",
  ),
  rule(
    "Brevo key",
    ["xkeysib-"],
    word("xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    "developers.brevo.com/docs/getting-started",
  ),
  rule(
    "Resend key",
    ["re_"],
    word("re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),
    "resend.com/docs/dashboard/api-keys/introduction",
  ),
  rule(
    "OpenAI or Anthropic key",
    ["sk-"],
    word(
      "sk-(?:proj|svcacct|admin|None)-[\\w-]{20,}|sk-ant-[\\w-]{20,}|sk-or-v1-[0-9a-f]{64}|sk-(?=[A-Za-z]*\\d)[A-Za-z0-9]{32,64}",
    ),
    "platform.openai.com/docs/api-reference/authentication, platform.claude.com/docs/en/api/overview, openrouter.ai/docs/api-reference/authentication",
  ),
  rule("Hugging Face token", ["hf_"], word("hf_[A-Za-z0-9]{34,37}"), "huggingface.co/docs/hub/security-tokens"),
  rule(
    "AI provider key",
    ["gsk_", "r8_", "xai-", "pplx-", "nvapi-"],
    word("gsk_[A-Za-z0-9]{52}|r8_[A-Za-z0-9]{37}|xai-[A-Za-z0-9]{80}|pplx-[A-Za-z0-9]{48}|nvapi-[\\w-]{60,}"),
    "console.groq.com/docs/quickstart, replicate.com/docs/topics/security/api-tokens, docs.x.ai/docs, docs.perplexity.ai, build.nvidia.com",
  ),
  rule(
    "DigitalOcean token",
    ["_v1_"],
    word("do[opr]_v1_[0-9a-f]{64}"),
    "docs.digitalocean.com/reference/api/create-personal-access-token",
  ),
  rule("Heroku key", ["HRKU-"], word("HRKU-[\\w-]{36,64}"), "devcenter.heroku.com/articles/platform-api-quickstart"),
  rule(
    "Sentry token",
    ["sntrys_", "sntryu_"],
    word("sntrys_[\\w+/-]{50,}={0,2}|sntryu_[0-9a-f]{64}"),
    "docs.sentry.io/account/auth-tokens",
  ),
  rule(
    "Sentry DSN",
    ["sentry"],
    /https:\/\/([0-9a-f]{32})(?::[0-9a-f]{32})?@[\w.-]{0,80}sentry\.[\w./-]{1,80}/g,
    "docs.sentry.io/concepts/key-terms/dsn-explainer",
  ),
  rule(
    "Shopify token",
    ["shp"],
    word("shp(?:at|ca|pa|ss|ua)_[0-9a-fA-F]{32}"),
    "shopify.dev/docs/apps/build/authentication-authorization",
  ),
  rule(
    "Square token",
    ["sq0", "EAAA"],
    word("sq0(?:atp|csp|idp)-[\\w-]{22,43}|EAAA[\\w-]{60}"),
    "developer.squareup.com/docs/build-basics/access-tokens",
  ),
  rule(
    "Atlassian token",
    ["ATATT3", "ATCTT3", "ATBB"],
    word("AT[AC]TT3[\\w-]{40,}(?:=[0-9A-F]{8})?|ATBB[A-Za-z0-9]{32}"),
    "support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account",
  ),
  rule("Linear key", ["lin_"], word("lin_(?:api|oauth|wh)_[A-Za-z0-9]{32,64}"), "linear.app/developers/graphql"),
  rule(
    "Notion token",
    ["ntn_", "secret_"],
    word("ntn_[A-Za-z0-9]{40,50}|secret_(?=[A-Za-z]*\\d)[A-Za-z0-9]{43}"),
    "developers.notion.com/docs/authorization",
  ),
  rule("Databricks token", ["dapi"], word("dapi[0-9a-f]{32}(?:-\\d)?"), "docs.databricks.com/dev-tools/auth/pat"),
  rule(
    "Vault token",
    ["hvs.", "hvb.", "hvr."],
    word("hv[sbr]\\.[\\w-]{24,}"),
    "developer.hashicorp.com/vault/docs/concepts/tokens",
  ),
  rule(
    "Terraform token",
    [".atlasv1."],
    word("[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,70}"),
    "developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
  ),
  rule(
    "Doppler token",
    ["dp."],
    word("dp\\.(?:pt|st|ct|sa|scim|audit|said)\\.(?:[\\w-]{2,35}\\.)?[A-Za-z0-9]{40,44}"),
    "docs.doppler.com/reference/auth-token-formats",
  ),
  rule(
    "1Password secret",
    ["ops_eyJ", "A3-"],
    word("ops_eyJ[\\w+/-]{50,}={0,2}|A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}"),
    "developer.1password.com/docs/service-accounts",
  ),
  rule(
    "Grafana token",
    ["glsa_", "glc_"],
    word("glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|glc_eyJ[\\w+/-]{32,}={0,2}"),
    "grafana.com/docs/grafana/latest/administration/service-accounts",
  ),
  rule(
    "New Relic key",
    ["NRAK-", "NRII-"],
    word("NR(?:AK|II)-[A-Za-z0-9_-]{27,40}"),
    "docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys",
  ),
  rule(
    "Postman key",
    ["PMAK-"],
    word("PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    "learning.postman.com/docs/reference/postman-api/authentication",
  ),
  rule(
    "Pulumi token",
    ["pul-"],
    word("pul-[0-9a-f]{40}"),
    "pulumi.com/docs/administration/access-identity/access-tokens",
  ),
  rule(
    "PlanetScale secret",
    ["pscale_"],
    word("pscale_(?:tkn|pw|oauth)_[\\w.-]{32,64}"),
    "planetscale.com/docs/api/reference/service-tokens",
  ),
  rule(
    "Supabase key",
    ["sbp_", "sb_secret_"],
    word("sbp_[0-9a-f]{40}|sb_secret_[\\w-]{20,}"),
    "supabase.com/docs/guides/api/api-keys",
  ),
  rule(
    "Airtable token",
    ["pat"],
    word("pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}"),
    "airtable.com/developers/web/guides/personal-access-tokens",
  ),
  rule("Figma token", ["figd_"], word("figd_[\\w-]{40,}"), "developers.figma.com/docs/rest-api/authentication"),
  rule(
    "SonarQube token",
    ["sqp_", "squ_", "sqa_"],
    word("sq[apu]_[0-9a-f]{40}"),
    "docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens",
  ),
  rule(
    "Tailscale key",
    ["tskey-"],
    word("tskey-[a-z]{3,12}-[A-Za-z0-9]+(?:-[A-Za-z0-9]{20,})?"),
    "tailscale.com/kb/1085/auth-keys",
  ),
  rule(
    "Fly token",
    ["fm1", "fm2_", "fo1_"],
    word("fm(?:1[ar]|2)_[\\w+/=,-]{60,}|fo1_[\\w-]{43}"),
    "fly.io/docs/security/tokens",
  ),
  rule(
    "Buildkite token",
    ["bk"],
    word("bk(?:ua|ca|ct|aj|pi)_[0-9a-f]{40}"),
    "buildkite.com/docs/platform/security/tokens",
  ),
  rule(
    "JFrog key",
    ["AKC"],
    word("AKCp[A-Za-z0-9]{69}"),
    "jfrog.com/help/r/jfrog-platform-administration-documentation/api-key",
  ),
  rule(
    "age key",
    ["AGE-SECRET-KEY-"],
    word("AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    "github.com/C2SP/C2SP/blob/main/age.md",
  ),
  rule(
    "JSON web token",
    ["eyJ"],
    /(?<![\w.-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}\.[\w-]{16,1200}(?![\w-])/g,
    "rfc-editor.org/rfc/rfc7519",
  ),
];

/** All hints at once, also where they overlap: much faster than one look at the text for each. */
const HINTS = new RegExp(
  `(?=(${TOKEN_RULES.flatMap(({ hints }) => hints)
    .map((hint) => hint.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .join("|")}))`,
  "g",
);

/** Finds tokens by their form. */
export function tokensIn(text: string): Span[] {
  const seen = new Set([...text.matchAll(HINTS)].map(([, hint]) => hint));
  return TOKEN_RULES.filter(({ hints }) => hints.length === 0 || hints.some((hint) => seen.has(hint))).flatMap(
    ({ kind, pattern }) =>
      [...text.matchAll(pattern)].flatMap((match) => {
        const [whole, part = whole] = match;
        const start = match.index + whole.indexOf(part);
        return isStandIn(part) ? [] : [{ start, end: start + part.length, kind }];
      }),
  );
}

/** Documentation writes `…EXAMPLE`, or the same letter again and again. */
function isStandIn(token: string): boolean {
  return /example|your|x{5,}|(.)\1{7,}|\.{3}|0123456789|1234567890|abcdefgh/i.test(token) || !/\d/.test(token.slice(3));
}
