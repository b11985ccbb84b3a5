import type { Span } from "./span";

/** A token whose form gives it away. */
export interface TokenRule {
  /** As a person reads it. */
  readonly kind: string;
  /** One of these stands in every such token: a text without them is not searched. None begins another; none at all: any text is. */
  readonly hints: readonly string[];
  /** Finds the token, or in its first group the part that is secret. Global, and bounded or unambiguous throughout. */
  readonly pattern: RegExp;
  /**
   * Who says so. All were looked up on 2026-11-21, in stored copies of public pages. A bare address: the vendor's own
   * words or code were read there. `others:` the vendor gives no form, others do, and agree. `from memory:` nothing
   * that was found gives the form; the address is where the vendor would.
   */
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
    ["AKIA", "ASIA", "ABIA", "ACCA", "ABSKQmVkcm9ja0FQSUtleS"],
    word("AKIA[A-Z0-9]{16}|A(?:SI|BI|CC)A(?=[A-Z]*\\d)[A-Z0-9]{16}|ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{40,}={0,2}"),
    "others: hackingthe.cloud/aws/general-knowledge/iam-key-identifiers (copies the table of docs.aws.amazon.com)",
  ),
  rule(
    "Azure key",
    ["AccountKey=", "SharedAccessKey="],
    /(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{42,86}={1,2})/g,
    "learn.microsoft.com/purview/sit-defn-azure-storage-account-key-generic; from memory: the 44 of SharedAccessKey",
  ),
  rule(
    "Azure signature",
    ["sig="],
    /[?&;]sig=([A-Za-z0-9%+/_-]{40,120}={0,2})/g,
    "from memory: learn.microsoft.com/azure/storage/common/storage-sas-overview",
  ),
  rule(
    "Azure client secret",
    ["7Q~", "8Q~"],
    /(?<![\w~.-])[\w~.-]{3}[78]Q~[\w~.-]{31,34}(?![\w~.-])/g,
    "others: github.com code with such secrets; learn.microsoft.com does not give the form",
  ),
  rule(
    "Azure DevOps token",
    ["AZDO"],
    word("[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}"),
    "learn.microsoft.com/purview/sit-defn-azure-devops-personal-access-token",
  ),
  rule(
    "Google API key",
    ["AIza", "AQ.Ab"],
    word("AIza[\\w-]{35}|AQ\\.Ab[\\w-]{40,100}"),
    "others: learn.microsoft.com/purview/sit-defn-google-api-key, dev.to/rapls (AQ., since 2026: 53 characters)",
  ),
  rule(
    "Google OAuth secret",
    ["GOCSPX-", "ya29.", "1//0"],
    word("GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{30,}|1//0[\\w-]{40,}"),
    "others: openrouter.ai/docs/guides/features/guardrails/secret-formats (GOCSPX-); from memory: ya29, 1//0, lengths",
  ),
  rule(
    "GitHub token",
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    word(
      "gh[pousr]_[A-Za-z0-9]{36,255}|ghs_[A-Za-z0-9]{1,20}_eyJ[\\w-]{8,200}\\.[\\w-]{20,2000}\\.[\\w-]{20,1200}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}",
    ),
    "docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github, github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header; others: github_pat_",
  ),
  rule(
    "GitLab token",
    [
      ...["glpat-", "glptt-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glsoat-", "glft-", "glimt-", "glagent-", "glwt-"],
      ...["gloas-", "glffct-", "GR1348941"],
    ],
    word("gl(?:pat|ptt|dt|rtr?|cbt|soat|ft|imt|agent|wt|oas|ffct)-[\\w.-]{20,300}|GR1348941[\\w-]{20}"),
    "docs.gitlab.com/security/tokens/#token-prefixes; others: GR1348941",
  ),
  rule(
    "npm token",
    ["npm_"],
    word("npm_[A-Za-z0-9]{36}"),
    "github.blog/2021-09-23-announcing-npms-new-access-token-format",
  ),
  rule(
    "PyPI token",
    ["pypi-"],
    word("pypi-Ag[\\w-]{50,}"),
    "others: github.com code; pypi.org/help/#apitoken gives the prefix only",
  ),
  rule(
    "RubyGems key",
    ["rubygems_"],
    word("rubygems_[0-9a-f]{48}"),
    "guides.rubygems.org/api-key-scopes (prefix); others: testpattern.dev",
  ),
  rule(
    "Docker token",
    ["dckr_"],
    word("dckr_(?:pat|oat)_[\\w-]{20,}"),
    "others: github.com/secretlint/secretlint/pull/1481 (pat: 27); from memory: oat",
  ),
  rule(
    "NuGet or Azure key",
    ["oy2", "JQQJ9"],
    word("oy2[a-z0-9]{43}|[A-Za-z0-9]{52}JQQJ9[A-Za-z0-9]{27}"),
    "github.com/NuGet/NuGetGallery/blob/main/src/NuGetGallery.Services/Authentication/ApiKeyV5.cs; others: oy2",
  ),
  rule(
    "Slack token",
    ["xox", "xapp-", "xwfp-"],
    word("xox[abceoprs]-[A-Za-z0-9-]{10,}|xoxd-[\\w%+/=-]{20,}|xapp-\\d-[A-Z0-9]+-\\d+-[0-9a-f]+|xwfp-[\\w-]{20,}"),
    "others: github.com code that quotes docs.slack.dev/authentication/tokens; xoxc and xoxd are what browsers use",
  ),
  rule(
    "Slack webhook",
    ["hooks.slack.com/"],
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9_/]{30,100})/g,
    "others: github.com/NVIDIA-NeMo/Safe-Synthesizer (services); from memory: workflows, triggers",
  ),
  rule(
    "Discord token",
    [],
    /(?<![\w.-])[MNO][A-Za-z0-9_-]{22,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}(?![\w.-])/g,
    "others: hexdocs.pm/nostrum/Nostrum.Token.html, discord.py's docs/token.rst",
  ),
  rule(
    "Discord webhook",
    ["/webhooks/"],
    /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{16,20}\/([\w-]{60,80})/g,
    "from memory: docs.discord.com/developers/resources/webhook",
  ),
  rule(
    "Telegram token",
    [":AA"],
    word("\\d{6,16}:AA[\\w-]{33}"),
    "others: github.com/tdlib/telegram-bot-api/issues/300, whose maintainer promises no form",
  ),
  rule(
    "Stripe key",
    ["sk_live_", "sk_test_", "sk_org_", "rk_live_", "rk_test_", "whsec_"],
    word("(?:[sr]k_(?:live|test)|sk_org(?:_live|_test)?)_[A-Za-z0-9]{10,247}|whsec_[A-Za-z0-9+/]{32,}={0,2}"),
    "docs.stripe.com/api/authentication, gitlab.com/gitlab-org/gitlab/-/issues/458019 (Stripe on lengths); from memory: sk_org_, whsec_",
  ),
  rule("Twilio key", ["SK"], word("SK[0-9a-fA-F]{32}"), "twilio.com/docs/glossary/what-is-a-sid"),
  rule(
    "SendGrid key",
    ["SG."],
    word("SG\\.[\\w-]{22}\\.[\\w-]{43}"),
    "twilio.com/docs/sendgrid/ui/account-and-settings/api-keys (69 characters); from memory: 22 and 43 of them",
  ),
  rule(
    "Mailgun key",
    [],
    word("key-[0-9a-f]{32}|(?<!-)[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?!-)"),
    "others: github.com code with both forms; documentation.mailgun.com/docs/mailgun/api-reference shows the ids, 8-8",
  ),
  rule("Mailchimp key", ["-us"], word("[0-9a-f]{32}-us\\d{1,2}"), "others: npmjs.com/package/mailchimp-dc"),
  rule(
    "Brevo key",
    ["xkeysib-"],
    word("xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    "others: github.com/google/osv-scalibr/issues/1918",
  ),
  rule(
    "Resend key",
    ["re_"],
    word("re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),
    "others: github.com/google/osv-scalibr/issues/1917 (prefix); from memory: lengths",
  ),
  rule(
    "OpenAI or Anthropic key",
    ["sk-"],
    word(
      "sk-(?:proj|svcacct|admin|None)-[\\w-]{20,}|sk-ant-[\\w-]{20,}|sk-or-v1-[0-9a-f]{64}|sk-(?=[A-Za-z]*\\d)[A-Za-z0-9]{32,64}",
    ),
    "openrouter.ai/docs/guides/features/guardrails/secret-formats (sk-or-); others: the same page, github.com/mongodb/kingfisher/pull/180 (sk-None-)",
  ),
  rule(
    "Hugging Face token",
    ["hf_"],
    word("hf_[A-Za-z0-9]{34,37}"),
    "others: github.com/secretlint/secretlint/issues/1449 (34 letters)",
  ),
  rule(
    "AI provider key",
    ["gsk_", "r8_", "xai-", "pplx-", "nvapi-"],
    word("gsk_[A-Za-z0-9]{52}|r8_[A-Za-z0-9]{37}|xai-[A-Za-z0-9]{80}|pplx-[A-Za-z0-9]{48}|nvapi-[\\w-]{60,}"),
    "replicate.com/docs/topics/security/api-tokens; others: github.com/secretlint/secretlint/issues/1446 (gsk_), docs.gitguardian.com (xai-), github.com code (pplx-); from memory: nvapi-",
  ),
  rule("DigitalOcean token", ["_v1_"], word("do[opr]_v1_[0-9a-f]{64}"), "others: github.com code, which agrees"),
  rule("Heroku key", ["HRKU-"], word("HRKU-[\\w-]{36,64}"), "devcenter.heroku.com/changelog-items/3175"),
  rule(
    "Sentry token",
    ["sntry"],
    word("sntrys_[A-Za-z0-9+/]{20,800}={0,2}_[A-Za-z0-9+/]{43}|sntry[uai]_[0-9a-f]{64}"),
    "docs.sentry.io/security-legal-pii/security/token-formats, which says that a DSN is no secret",
  ),
  rule(
    "Shopify token",
    ["shp"],
    word("shp(?:at|ca|pa|ss|ua)_[A-Za-z0-9]{32}"),
    "shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing, shopify.dev/changelog/app-secret-key-length-has-increased; from memory: shpua_",
  ),
  rule(
    "Square token",
    ["sq0", "EAAA"],
    word("sq0(?:at|cs)[bp]-[\\w-]{22,43}|EAAA[\\w-]{60}"),
    "from memory: developer.squareup.com/docs/build-basics/access-tokens, by which an application ID (sq0id) is public",
  ),
  rule(
    "Atlassian token",
    ["ATATT3", "ATCTT3", "ATBB"],
    word("AT[AC]TT3[\\w-]{40,}(?:=[0-9A-F]{8})?|ATBB[A-Za-z0-9]{32}"),
    "support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account (lengths vary); from memory: prefixes",
  ),
  rule(
    "Linear key",
    ["lin_"],
    word("lin_(?:api|oauth|wh)_[A-Za-z0-9]{32,64}"),
    "others: docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/linear_api_key",
  ),
  rule(
    "Notion token",
    ["ntn_", "secret_"],
    word("ntn_[A-Za-z0-9]{40,50}|secret_(?=[A-Za-z]*\\d)[A-Za-z0-9]{43}"),
    "others: github.com/secretlint/secretlint/issues/1448, which quotes developers.notion.com on the prefixes",
  ),
  rule(
    "Databricks token",
    ["dapi"],
    word("dapi[0-9a-f]{32}(?:-\\d)?"),
    "others: testpattern.dev/patterns/azure-databricks-personal-access-token; from memory: -2",
  ),
  rule(
    "Vault token",
    ["hvs.", "hvb.", "hvr."],
    word("hv[sbr]\\.[\\w-]{24,}"),
    "others: notes.kodekloud.com (Vault 1.10: prefixes, 95 characters); from memory: root tokens are shorter",
  ),
  rule(
    "Terraform token",
    [".atlasv1."],
    word("[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,70}"),
    "developer.hashicorp.com/terraform/cloud-docs/api-docs/team-tokens",
  ),
  rule(
    "Doppler token",
    ["dp."],
    word("dp\\.(?:pt|st|ct|sa|scim|audit|said)\\.(?:[\\w-]{2,35}\\.)?[A-Za-z0-9]{40,44}"),
    "others: docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/doppler_apikey",
  ),
  rule(
    "1Password secret",
    ["ops_eyJ", "A3-"],
    word("ops_eyJ[\\w+/-]{50,}={0,2}|A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}"),
    "developer.1password.com/docs/service-accounts/security; others: docs.gitguardian.com (ops_eyJ); from memory: A3-",
  ),
  rule(
    "Grafana token",
    ["glsa_", "glc_"],
    word("glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|glc_eyJ[\\w+/-]{32,}={0,2}"),
    "grafana.github.io/grafana-operator/docs/examples/serviceaccounts; from memory: glc_",
  ),
  rule(
    "New Relic key",
    ["NRAK-", "NRII-"],
    word("NR(?:AK|II)-[A-Za-z0-9_-]{27,40}"),
    "others: github.com code (NRII-: 32); from memory: NRAK-",
  ),
  rule(
    "Postman key",
    ["PMAK-"],
    word("PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    "others: github.com/secretlint/secretlint/issues/1572",
  ),
  rule(
    "Pulumi token",
    ["pul-"],
    word("pul-[0-9a-f]{40}"),
    "others: github.com/google/osv-scalibr/issues/1318 (prefix); from memory: length",
  ),
  rule(
    "PlanetScale secret",
    ["pscale_"],
    word("pscale_(?:tkn|pw|oauth)_[\\w.-]{32,64}"),
    "others: github.com/mongodb/kingfisher/pull/205 (lengths vary); from memory: pw, oauth",
  ),
  rule(
    "Supabase key",
    ["sbp_", "sb_secret_"],
    word("sbp_(?:oauth_)?[0-9a-f]{40}|sb_secret_[\\w-]{20,}"),
    "supabase.com/docs/guides/getting-started/api-keys; others: sbp_",
  ),
  rule("Airtable token", ["pat"], word("pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}"), "others: github.com code, which agrees"),
  rule(
    "Figma token",
    ["figd_"],
    word("figd_[\\w-]{40,}"),
    "others: forum.figma.com/t/36338 (prefix); from memory: length",
  ),
  rule("SonarQube token", ["sqp_", "squ_", "sqa_"], word("sq[apu]_[0-9a-f]{40}"), "community.sonarsource.com/t/78433"),
  rule(
    "Tailscale key",
    ["tskey-"],
    word("tskey-(?:[a-z]{3,12}-)?[A-Za-z0-9]{6,}(?:-[A-Za-z0-9]{16,})?"),
    "tailscale.com/docs/reference/key-prefixes",
  ),
  rule(
    "Fly token",
    ["fm1", "fm2_", "fo1_"],
    word("fm(?:1[ar]|2)_[\\w+/=,-]{60,}|fo1_[\\w-]{43}"),
    "hexdocs.pm/macfly (Fly.io's own library: fm2_); from memory: fm1, fo1_",
  ),
  rule(
    "Buildkite token",
    ["bk"],
    word("bk(?:a[ajrt]|jat|u[ar]|t[xr]|cq?t|p[st]|pat|rt)_(?=[\\w.-]{24})[\\w-]+(?:\\.[\\w-]+){0,2}"),
    "buildkite.com/docs/platform/security/tokens, github.com/buildkite/agent (its package redact)",
  ),
  rule(
    "JFrog key",
    ["AKC", "cmVmd"],
    word("AKCp[A-Za-z0-9]{69}|cmVmd[A-Za-z0-9]{59}"),
    "docs.jfrog.com/user-management/docs/identity-tokens; from memory: AKC",
  ),
  rule(
    "age key",
    ["AGE-SECRET-KEY-"],
    word("AGE-SECRET-KEY-(?:PQ-)?1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    "github.com/FiloSottile/age/blob/main/doc/age-keygen.1",
  ),
  rule(
    "JSON web token",
    ["eyJ"],
    /(?<![\w.-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}\.[\w-]{16,1200}(?![\w-])/g,
    "from memory: rfc-editor.org/rfc/rfc7519",
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

/** Documentation writes `…EXAMPLE`, the same letter again and again, or words. */
function isStandIn(token: string): boolean {
  return /example|your|x{5,}|(.)\1{7,}|\.{3}|0123456789|1234567890|abcdefgh/i.test(token) || isWords(token.slice(3));
}

/** A token may lack a digit too: those of Hugging Face all do, and one in thirty of AWS. Its letters make no words. */
function isWords(text: string): boolean {
  return (
    !/\d/.test(text) && text.split(/[^A-Za-z]+/).every((part) => /^(?:[a-z]*(?:[A-Z][a-z]+)*|[A-Z]{1,12})$/.test(part))
  );
}
