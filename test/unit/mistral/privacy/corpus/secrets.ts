import {
  alnum,
  base32,
  base64,
  base64url,
  basic,
  begin,
  capitals,
  digits,
  end,
  hex,
  jwt,
  pemLines,
  small,
  uuid,
} from "./made";

/** Code with secrets in it. */
export interface Positive {
  readonly name: string;
  readonly text: string;
  /** None of these may be left. */
  readonly secrets: readonly string[];
}

/** @param code `§1`, `§2`, … stand for the secrets */
function positive(name: string, code: string, ...secrets: string[]): Positive {
  return { name, secrets, text: code.replace(/§(\d)/g, (_, at: string) => secrets[Number(at) - 1] ?? "") };
}

function keyCase(name: string, before: string, lines: readonly string[], after: string, newline = "\n"): Positive {
  return { name, secrets: lines, text: before + lines.join(newline) + after };
}

const RSA = "RSA PRIVATE KEY";
const PLAIN = "PRIVATE KEY";

const PRIVATE_KEYS: readonly Positive[] = [
  keyCase("PEM, PKCS 1", `${begin(RSA)}\n`, pemLines(12), `\n${end(RSA)}\n`),
  keyCase("PEM, PKCS 8, in a Go constant", `const key = \`${begin(PLAIN)}\n`, pemLines(26), `\n${end(PLAIN)}\`\n`),
  keyCase(
    "PEM, encrypted, with headers",
    `${begin(RSA)}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${"0F".repeat(16)}\n\n`,
    pemLines(9),
    `\n${end(RSA)}\n`,
  ),
  keyCase(
    "PEM, PKCS 8, encrypted",
    `${begin("ENCRYPTED PRIVATE KEY")}\n`,
    pemLines(7),
    `\n${end("ENCRYPTED PRIVATE KEY")}\n`,
  ),
  keyCase("EC key", `${begin("EC PRIVATE KEY")}\n`, pemLines(3), `\n${end("EC PRIVATE KEY")}`),
  keyCase("OpenSSH key", `${begin("OPENSSH PRIVATE KEY")}\n`, pemLines(6), `\n${end("OPENSSH PRIVATE KEY")}\n`),
  keyCase(
    "PGP key",
    `${begin("PGP PRIVATE KEY BLOCK")}\nVersion: GnuPG v2\n\n`,
    pemLines(14),
    `\n=aB3d\n${end("PGP PRIVATE KEY BLOCK")}\n`,
  ),
  keyCase(
    "only the beginning is in the window",
    `deploy:\n  key: |\n    ${begin(RSA)}\n    `,
    pemLines(5),
    "",
    "\n    ",
  ),
  keyCase("only the beginning, in a string of JSON", `{"private_key": "${begin(PLAIN)}\\n`, pemLines(4), "", "\\n"),
  keyCase("only the end is in the window", "", pemLines(5), `\n${end(RSA)}\n\nexport default key;\n`),
  keyCase("only the end, in a string of JSON", "", pemLines(3), `\\n${end(PLAIN)}\\n",\n  "client_id": "1"\n}`, "\\n"),
  keyCase(
    "a service account of Google Cloud",
    `{\n  "type": "service_account",\n  "private_key": "${begin(PLAIN)}\\n`,
    pemLines(20),
    `\\n${end(PLAIN)}\\n",\n  "client_email": "a@b.iam.gserviceaccount.com"\n}`,
    "\\n",
  ),
  keyCase(
    "joined strings in JavaScript",
    `const KEY = "${begin(RSA)}\\n" +\n  "`,
    pemLines(6),
    `\\n" +\n  "${end(RSA)}";\n`,
    '\\n" +\n  "',
  ),
  keyCase(
    "joined strings in Python",
    `KEY = ("${begin(PLAIN)}\\n"\n       "`,
    pemLines(6),
    `\\n"\n       "${end(PLAIN)}")`,
    '\\n"\n       "',
  ),
  keyCase(
    "a Kubernetes secret in YAML",
    `stringData:\n  tls.key: |\n    ${begin(PLAIN)}\n    `,
    pemLines(10),
    `\n    ${end(PLAIN)}\n`,
    "\n    ",
  ),
  keyCase(
    "PuTTY",
    "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate-Lines: 5\n",
    pemLines(5),
    `\nPrivate-MAC: ${"0a".repeat(16)}\n`,
  ),
  positive("a JSON web key", '{ "kty": "RSA", "e": "AQAB", "d": "§1", "p": "§2" }', base64url(342), base64url(171)),
  positive(
    "an age key",
    "# created: 2024-05-05\nAGE-SECRET-KEY-1§1\n",
    "Q7XP0VK3M2TLRZ4WYHSN8JD5GEC96AUF".repeat(2).slice(0, 58),
  ),
];

const TOKENS: readonly Positive[] = [
  positive("AWS in an env file", "AWS_ACCESS_KEY_ID=§1\nAWS_SECRET_ACCESS_KEY=§2\n", `AKIA${base32(16)}`, base64(40)),
  positive(
    "AWS in TypeScript",
    'new S3Client({ credentials: { accessKeyId: "§1", secretAccessKey: "§2" } });',
    `ASIA${base32(16)}`,
    base64(40),
  ),
  positive(
    "AWS in Python",
    'boto3.client("s3", aws_access_key_id="§1", aws_secret_access_key="§2")',
    `AKIA${base32(16)}`,
    base64(40),
  ),
  positive(
    "an Azure storage connection string",
    'conn = "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=§1;EndpointSuffix=core.windows.net"',
    `${base64(86)}==`,
  ),
  positive(
    "an Azure service bus",
    '"ServiceBus": "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=§1"',
    `${base64(43)}=`,
  ),
  positive(
    "an Azure SAS",
    "curl 'https://shop.blob.core.windows.net/c/a.txt?sv=2023-01-03&se=2026-01-01&sr=b&sp=r&sig=§1'",
    `${alnum(42)}%3D`,
  ),
  positive("an Azure client secret", '$env:ARM_CLIENT_SECRET = "§1"', `${alnum(3)}8Q~${alnum(34)}`),
  positive("Google API key", 'const map = new Loader({ apiKey: "§1" });', `AIza${base64url(35)}`),
  positive("Google OAuth", "client_secret: §1\n", `GOCSPX-${base64url(28)}`),
  positive("GitHub, classic", "git remote set-url origin https://§1@github.com/o/r.git", `ghp_${alnum(36)}`),
  positive(
    "GitHub, fine-grained",
    'const octokit = new Octokit({ auth: "§1" });',
    `github_pat_${alnum(22)}_${alnum(59)}`,
  ),
  positive("GitHub, app", "GH_TOKEN: §1", `ghs_${alnum(36)}`),
  positive(
    "GitLab",
    "curl --header 'PRIVATE-TOKEN: §1' https://gitlab.example.com/api/v4/projects",
    `glpat-${base64url(20)}`,
  ),
  positive("npm", "//registry.npmjs.org/:_authToken=§1\n", `npm_${alnum(36)}`),
  positive("npm, an old token", "//npm.corp.local/:_authToken=§1\n", uuid()),
  positive("PyPI", "[pypi]\nusername = __token__\npassword = §1\n", `pypi-AgEIcHlwaS5vcmc${base64url(80)}`),
  positive("Slack bot", 'app = App(token="§1")', `xoxb-${digits(12)}-${digits(13)}-${alnum(24)}`),
  positive("Slack app", "SLACK_APP_TOKEN=§1", `xapp-1-A${capitals(10)}-${digits(13)}-${hex(64)}`),
  positive(
    "Slack webhook",
    'post("https://hooks.slack.com/services/§1", payload)',
    `T${capitals(10)}/B${capitals(10)}/${alnum(24)}`,
  ),
  positive("Stripe", "Stripe.api_key = '§1'", `sk_live_${alnum(24)}`),
  positive("Stripe webhook", 'endpointSecret := "§1"', `whsec_${alnum(32)}`),
  positive("Twilio", 'client = Client("AC00000000000000000000000000000000", auth_token="§1")', hex(32)),
  positive("Twilio API key", 'var sid = "§1";', `SK${hex(32)}`),
  positive("SendGrid", 'sgMail.setApiKey("§1");', `SG.${base64url(22)}.${base64url(43)}`),
  positive("Mailgun", 'mg = Mailgun::Client.new "§1"', `key-${hex(32)}`),
  positive("Telegram", 'bot = telebot.TeleBot("§1")', `${digits(10)}:AA${base64url(33)}`),
  positive("Discord", 'client.login("§1");', `M${alnum(25)}.${base64url(6)}.${base64url(38)}`),
  positive("Discord webhook", "URL=https://discord.com/api/webhooks/112233445566778899/§1", base64url(68)),
  positive("OpenAI", 'openai.api_key = "§1"', `sk-proj-${base64url(64)}`),
  positive("OpenAI, an old key", 'const openai = new OpenAI({ apiKey: "§1" })', `sk-${alnum(20)}T3BlbkFJ${alnum(20)}`),
  positive("Anthropic", "export ANTHROPIC_API_KEY=§1", `sk-ant-api03-${base64url(93)}`),
  positive("Mistral", 'const client = new Mistral({ apiKey: "§1" });', alnum(32)),
  positive("Mistral in the environment", "MISTRAL_API_KEY=§1\nCODESTRAL_API_KEY=§2\n", alnum(32), alnum(32)),
  positive("Hugging Face", 'login(token="§1")', `hf_${alnum(34)}`),
  positive("DigitalOcean", 'provider "digitalocean" {\n  token = "§1"\n}', `dop_v1_${hex(64)}`),
  positive("Heroku", "HEROKU_API_KEY=§1", uuid()),
  positive("Datadog", "datadog:\n  api_key: §1\n  app_key: §2\n", hex(32), hex(40)),
  positive("a Sentry DSN", 'Sentry.init({ dsn: "https://§1@o450.ingest.sentry.io/4504" });', hex(32)),
  positive("Shopify", "X-Shopify-Access-Token: §1", `shpat_${hex(32)}`),
  positive("Square", 'SquareClient(access_token="§1")', `EAAA${base64url(60)}`),
  positive("Atlassian", 'auth = ("me@corp.com", "§1")', `ATATT3xFfGF0${base64url(170)}=1A2B3C4D`),
  positive("Linear", "Authorization: §1", `lin_api_${alnum(40)}`),
  positive("Notion", 'notion = Client(auth="§1")', `ntn_${alnum(46)}`),
  positive("Databricks", "[DEFAULT]\nhost = https://dbc-1.cloud.databricks.com\ntoken = §1\n", `dapi${hex(32)}`),
  positive("Vault", "vault login §1", `hvs.${base64url(90)}`),
  positive("Doppler", "doppler configure set token §1", `dp.pt.${alnum(43)}`),
  positive("1Password", 'OP_SERVICE_ACCOUNT_TOKEN="§1"', `ops_eyJ${base64url(200)}`),
  positive("Grafana", "grafana_auth = §1", `glsa_${alnum(32)}_${hex(8)}`),
  positive("a JSON web token", 'const session = "§1";', jwt()),
  positive("Bearer", "curl -H 'Authorization: Bearer §1' https://api.corp.io/v2", base64url(40)),
  positive("Bearer in code", "headers: { Authorization: `Bearer §1` },", alnum(48)),
  positive("Basic", 'request.Headers.Add("Authorization", "Basic §1");', basic("deploy", "h7!Lq2-zz")),
  positive("curl -u", "curl -s -u admin:§1 https://jenkins.corp.io/job/x", "vT9!kq2Lw"),
];

const PASSWORDS: readonly Positive[] = [
  positive("Postgres", 'DATABASE_URL="postgres://shop:§1@db.corp.io:5432/shop?sslmode=require"', "q8Zt2LmX4v"),
  positive("MongoDB", "mongodb+srv://app:§1@cluster0.mongodb.net/test", "Wm3kPz77"),
  positive("Redis without a user", 'redis.from_url("redis://:§1@cache:6379/0")', "kd83Hs0qPf"),
  positive("AMQP", "amqp://worker:§1@mq/", "frost42lamp"),
  positive("MySQL by JDBC", 'String url = "jdbc:mysql://db/shop?user=app&password=§1";', "Gr4ss-Hopper"),
  positive(
    "SQL Server",
    '"Default": "Server=db;Database=shop;User Id=sa;Password=§1;Encrypt=true"',
    "Str0ng!Passw0rdX",
  ),
  positive("JavaScript", 'const password = "§1";', "kD7#mQ2v"),
  positive("TypeScript with a type", "private readonly password: string = '§1';", "blue-Horse-71"),
  positive("Python", "DB_PASSWORD = '§1'", "n0t4n3asy1"),
  positive("Java", 'props.put("db.password", "§1");', "Zx81-Spectrum"),
  positive("C#", 'var options = new Options { Password = @"§1" };', "p@ss:W0rd\\9"),
  positive("Go", 'cfg := Config{\n\tUser:     "app",\n\tPassword: "§1",\n}', "hJ6kLm0pQ"),
  positive("Rust", 'let db_password: &str = "§1";', "rusty2Crab!"),
  positive("PHP", "define('DB_PASSWORD', '§1');", "w0rdpr3ss!x"),
  positive("Ruby", 'config = { :password => "§1" }', "g3mst0ne88"),
  positive("Kotlin", 'val keystorePassword = "§1"', "Kt-9xx-store"),
  positive("Swift", 'let apiToken: String = "§1"', alnum(40)),
  positive("C", 'static const char *wifi_password = "§1";', "home-wlan-8842"),
  positive("Elixir", 'password: System.get_env("DB_PASSWORD") || "§1",', "ph0en1x-rise"),
  positive("PowerShell", "$Password = ConvertTo-SecureString '§1' -AsPlainText -Force\n$password = '§1'", "Adm!n4Corp"),
  positive("JSON", '{ "host": "db", "api_key": "§1" }', alnum(28)),
  positive("YAML", "database:\n  username: app\n  password: §1\n", "s3a-Gull-19"),
  positive("YAML, Kubernetes", '- name: SESSION_SECRET\n  value: "§1"\n', alnum(32)),
  positive("TOML", '[auth]\nclient_secret = "§1"\n', base64url(36)),
  positive("ini", "[client]\nuser=root\npassword=§1\n", "Ra1nyDay77"),
  positive("properties", "spring.datasource.password=§1\n", "t0psp1n"),
  positive("XML element", "<server><username>ci</username><password>§1</password></server>", "Maven-4-ever"),
  positive("XML attribute", '<add key="ApiKey" value="§1" />', alnum(24)),
  positive("a shell variable", "export PGPASSWORD=§1\n", "correcthorse9"),
  positive("a command's option", "mysqldump --user=root --password=§1 shop > dump.sql", "d0lph1n-swim"),
  positive("Docker", "ENV APP_SECRET §1\n", alnum(32)),
  positive("a secret key of Django", "SECRET_KEY = '§1'", `django-insecure-${small(20)}^${small(12)}&${small(10)}`),
  positive("Rails", "secret_key_base: §1\n", hex(128)),
  positive("a passphrase", 'passphrase: "§1"', "tulip harbour seven quietly Norway"),
  positive("a word as a password", 'password = "§1"', "rhododendron"),
  positive("a comparison", 'if (password === "§1") { login(); }', "letM31n-now"),
  positive("a comment", "// staging: password: §1 (ask Eva)", "St4ging!2025"),
  positive("a Vue template's default", 'apiKey: import.meta.env.VITE_KEY ?? "k", clientSecret: "§1"', alnum(30)),
  positive("a password that the window cuts", 'const dbPassword = "§1', "ht7-Qmv2"),
  positive("a header in Java", '.header("X-Auth-Token", "§1")', alnum(32)),
];

export const POSITIVES = [...PRIVATE_KEYS, ...TOKENS, ...PASSWORDS];
