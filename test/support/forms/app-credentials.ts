import { app, bot, clientId, json, secret, signing } from './types.ts'

/** A text with credentials of an app: `explain` must name each, and `import` must store each. */
export interface AppCredentialForm {
  readonly name: string
  readonly text: string
  /** The kinds of credentials in the text; by default client id, client secret and signing secret. */
  readonly kinds?: readonly (keyof typeof appValues)[]
}

const verification = 'AbCdEfGhIjKlMnOpQr5tUv3x'

export const appValues = {
  clientId,
  clientSecret: secret,
  signingSecret: signing,
  appToken: app,
  verificationToken: verification,
  botToken: bot,
} as const

const five = ['clientId', 'clientSecret', 'signingSecret', 'appToken', 'verificationToken'] as const
const four = ['clientId', 'clientSecret', 'signingSecret', 'appToken'] as const
const two = ['clientId', 'clientSecret'] as const
const arn = 'arn:aws:ssm:eu-west-1:111122223333:parameter'

const state = (name: string, attributes: object) => ({
  ...{ mode: 'managed', type: 'aws_ssm_parameter', name, provider: 'provider["registry.terraform.io/hashicorp/aws"]' },
  instances: [{ schema_version: 0, attributes, sensitive_attributes: [], private: 'bnVsbA==' }],
})

const parameter = (name: string, value: string) => ({
  ...{ Name: `/acme/prod/slack/${name}`, Type: 'SecureString', Value: value, Version: 3 },
  ...{ LastModifiedDate: '2026-01-05T10:00:00.123000+00:00', ARN: `${arn}/acme/prod/slack/${name}`, DataType: 'text' },
})

const box = (rows: readonly (readonly [string, string])[]) =>
  [
    '╔═══════════════ Variables for web ═══════════════╗',
    ...rows.map(([name, value]) => `║ ${name.padEnd(24)} │ ${value.padEnd(50)} ║`),
    '╚═════════════════════════════════════════════════╝',
  ].join('\n║─────────────────────────────────────────────────║\n')

export const terraformForms: readonly AppCredentialForm[] = [
  {
    name: 'state: a parameter for each',
    text: json({
      ...{
        version: 4,
        terraform_version: '1.9.5',
        serial: 12,
        lineage: '5d1c4a0e-0000-0000-0000-000000000000',
        outputs: {},
      },
      resources: [
        state('slack_client_id', {
          id: '/acme/slack/client_id',
          name: '/acme/slack/client_id',
          type: 'String',
          value: clientId,
        }),
        state('slack_client_secret', {
          id: '/acme/slack/client_secret',
          name: '/acme/slack/client_secret',
          type: 'SecureString',
          value: secret,
        }),
        state('slack_signing_secret', {
          id: '/acme/slack/signing_secret',
          name: '/acme/slack/signing_secret',
          type: 'SecureString',
          value: signing,
        }),
      ],
    }),
  },
  {
    name: 'state: environment of a function',
    text: JSON.stringify(
      {
        resources: [
          {
            ...{ type: 'aws_lambda_function', name: 'slack_handler' },
            instances: [
              {
                attributes: {
                  function_name: 'slack-handler',
                  environment: [
                    {
                      variables: {
                        SLACK_CLIENT_ID: clientId,
                        SLACK_CLIENT_SECRET: secret,
                        SLACK_SIGNING_SECRET: signing,
                      },
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
      null,
      2,
    ),
  },
  {
    name: 'state: versions of secrets',
    text: json({
      resources: [
        {
          type: 'aws_secretsmanager_secret_version',
          name: 'slack',
          instances: [
            {
              attributes: {
                secret_id: 'slack',
                secret_string: json({
                  client_id: clientId,
                  client_secret: secret,
                  signing_secret: signing,
                  app_token: app,
                }),
              },
            },
          ],
        },
      ],
    }),
    kinds: four,
  },
  {
    name: 'state: random names, the resource says it',
    text: json({
      resources: [
        state('slack_client_id', { id: 'x1', type: 'String', value: clientId, overwrite: null }),
        state('slack_client_secret', { id: 'x2', type: 'SecureString', value: secret, overwrite: null }),
        state('slack_signing_secret', { id: 'x3', type: 'SecureString', value: signing, overwrite: null }),
        state('slack_verification_token', { id: 'x4', type: 'SecureString', value: verification, overwrite: null }),
      ],
    }),
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'state: outputs',
    text: json({
      version: 4,
      outputs: {
        slack_client_id: { value: clientId, type: 'string' },
        slack_client_secret: { value: secret, type: 'string', sensitive: true },
        slack_signing_secret: { value: signing, type: 'string', sensitive: true },
      },
      resources: [],
    }),
  },
  {
    name: 'terraform output -json',
    text: json({
      slack_client_id: { sensitive: false, type: 'string', value: clientId },
      slack_client_secret: { sensitive: true, type: 'string', value: secret },
      slack_signing_secret: { sensitive: true, type: 'string', value: signing },
      slack_app_token: { sensitive: true, type: 'string', value: app },
    }),
    kinds: four,
  },
  {
    name: 'terraform show',
    text: `# aws_ssm_parameter.slack_client_id:\nresource "aws_ssm_parameter" "slack_client_id" {\n    arn   = "${arn}/slack/client_id"\n    name  = "/slack/client_id"\n    type  = "String"\n    value = "${clientId}"\n}\n\n# aws_ssm_parameter.slack_client_secret:\nresource "aws_ssm_parameter" "slack_client_secret" {\n    arn   = "${arn}/slack/client_secret"\n    name  = "/slack/client_secret"\n    type  = "SecureString"\n    value = "${secret}"\n}\n`,
    kinds: two,
  },
  {
    name: 'tfvars with a block',
    text: `region = "eu-west-1"\n\nslack = {\n  client_id      = "${clientId}"\n  client_secret  = "${secret}"\n  signing_secret = "${signing}"\n  app_token      = "${app}"\n}\n`,
    kinds: four,
  },
  {
    name: 'tfvars with comments and other values',
    text: `# production\nenvironment        = "prod"\ninstance_count     = 2\nslack_client_id      = "${clientId}" # public\nslack_client_secret  = "${secret}"\nslack_signing_secret = "${signing}"\nslack_verification_token = "${verification}"\ntags = {\n  team = "acme"\n}\n`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'variables with defaults',
    text: `variable "slack_client_id" {\n  type    = string\n  default = "${clientId}"\n}\n\nvariable "slack_client_secret" {\n  type      = string\n  sensitive = true\n  default   = "${secret}"\n}\n\nvariable "slack_signing_secret" {\n  description = "To verify requests"\n  type        = string\n  default     = "${signing}"\n}\n`,
  },
  {
    name: 'the environment block of a resource',
    text: `resource "aws_lambda_function" "bot" {\n  function_name = "bot"\n  environment {\n    variables = {\n      SLACK_CLIENT_ID      = "${clientId}"\n      SLACK_CLIENT_SECRET  = "${secret}"\n      SLACK_SIGNING_SECRET = "${signing}"\n      SLACK_APP_TOKEN      = "${app}"\n    }\n  }\n}\n`,
    kinds: four,
  },
  {
    name: 'a plan',
    text: `Terraform will perform the following actions:\n\n  # heroku_config.slack will be created\n  + resource "heroku_config" "slack" {\n      + id             = (known after apply)\n      + sensitive_vars = {\n          + "SLACK_CLIENT_ID"      = "${clientId}"\n          + "SLACK_CLIENT_SECRET"  = "${secret}"\n          + "SLACK_SIGNING_SECRET" = "${signing}"\n        }\n    }\n`,
  },
]

export const cloudForms: readonly AppCredentialForm[] = [
  {
    name: 'aws ssm get-parameters',
    text: JSON.stringify(
      {
        Parameters: [
          parameter('client_id', clientId),
          parameter('client_secret', secret),
          parameter('signing_secret', signing),
        ],
        InvalidParameters: [],
      },
      null,
      4,
    ),
  },
  {
    name: 'aws ssm get-parameters-by-path with names in capitals',
    text: json({
      Parameters: [
        parameter('SLACK_CLIENT_ID', clientId),
        parameter('SLACK_CLIENT_SECRET', secret),
        parameter('SLACK_SIGNING_SECRET', signing),
        parameter('SLACK_APP_TOKEN', app),
      ],
    }),
    kinds: four,
  },
  {
    name: 'aws ssm, as text',
    text: [
      `PARAMETERS\t${arn}/slack/client-id\ttext\t2026-01-05T10:00:00+00:00\t/slack/client-id\tString\t${clientId}\t1`,
      `PARAMETERS\t${arn}/slack/client-secret\ttext\t2026-01-05T10:00:00+00:00\t/slack/client-secret\tSecureString\t${secret}\t1`,
      `PARAMETERS\t${arn}/slack/signing-secret\ttext\t2026-01-05T10:00:00+00:00\t/slack/signing-secret\tSecureString\t${signing}\t1`,
    ].join('\n'),
  },
  {
    name: 'aws ssm, as YAML',
    text: `Parameters:\n- ARN: ${arn}/slack/client_id\n  DataType: text\n  Name: /slack/client_id\n  Type: String\n  Value: '${clientId}'\n  Version: 1\n- ARN: ${arn}/slack/client_secret\n  DataType: text\n  Name: /slack/client_secret\n  Type: SecureString\n  Value: ${secret}\n  Version: 1\n`,
    kinds: two,
  },
  {
    name: 'aws ssm put-parameter',
    text: `aws ssm put-parameter --name /prod/slack/client_id --type String --value "${clientId}"\naws ssm put-parameter --name /prod/slack/client_secret --type SecureString --value "${secret}"\naws ssm put-parameter --name /prod/slack/signing_secret --type SecureString --value "${signing}"`,
  },
  {
    name: 'aws secretsmanager get-secret-value',
    text: json({
      ...{
        ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/slack-AbCdEf',
        Name: 'prod/slack',
        VersionId: '5d1c4a0e-0000-0000-0000-000000000000',
      },
      SecretString: json({
        clientId,
        clientSecret: secret,
        signingSecret: signing,
        appToken: app,
        verificationToken: verification,
      }),
      ...{ VersionStages: ['AWSCURRENT'], CreatedDate: '2026-01-05T10:00:00.123000+00:00' },
    }),
    kinds: five,
  },
  {
    name: 'one secret of Secrets Manager for each',
    text: [
      json({ Name: 'prod/slack/client_id', SecretString: clientId, VersionStages: ['AWSCURRENT'] }),
      json({ Name: 'prod/slack/client_secret', SecretString: secret, VersionStages: ['AWSCURRENT'] }),
      json({ Name: 'prod/slack/signing_secret', SecretString: signing, VersionStages: ['AWSCURRENT'] }),
    ].join('\n'),
  },
  {
    name: 'batch-get-secret-value',
    text: json({
      SecretValues: [
        { ARN: 'arn:aws:secretsmanager:x', Name: 'slack-client-id', SecretString: clientId },
        { ARN: 'arn:aws:secretsmanager:x', Name: 'slack-client-secret', SecretString: secret },
        { ARN: 'arn:aws:secretsmanager:x', Name: 'slack-signing-secret', SecretString: signing },
      ],
      Errors: [],
    }),
  },
  {
    name: 'Vault kv get -format=json',
    text: json({
      request_id: 'x',
      data: {
        data: { client_id: clientId, client_secret: secret, signing_secret: signing, app_token: app },
        metadata: { version: 2 },
      },
    }),
    kinds: four,
  },
  {
    name: 'az keyvault secret show',
    text: [
      json({
        id: 'https://acme.vault.azure.net/secrets/slack-client-id/0',
        name: 'slack-client-id',
        value: clientId,
        attributes: { enabled: true },
        tags: {},
      }),
      json({
        id: 'https://acme.vault.azure.net/secrets/slack-client-secret/0',
        name: 'slack-client-secret',
        value: secret,
        attributes: { enabled: true },
        tags: {},
      }),
      json({
        id: 'https://acme.vault.azure.net/secrets/slack-signing-secret/0',
        name: 'slack-signing-secret',
        value: signing,
        attributes: { enabled: true },
        tags: {},
      }),
    ].join('\n'),
  },
  {
    name: 'az webapp config appsettings list',
    text: JSON.stringify(
      [
        { name: 'SLACK_CLIENT_ID', slotSetting: false, value: clientId },
        { name: 'SLACK_CLIENT_SECRET', slotSetting: false, value: secret },
        { name: 'SLACK_SIGNING_SECRET', slotSetting: false, value: signing },
      ],
      null,
      2,
    ),
  },
  {
    name: '1Password item get',
    text: json({
      title: 'Slack app',
      fields: [
        { id: 'a', type: 'STRING', label: 'client id', value: clientId, reference: 'op://x/y/client id' },
        { id: 'b', type: 'CONCEALED', label: 'client secret', value: secret, reference: 'op://x/y/client secret' },
        { id: 'c', type: 'CONCEALED', label: 'signing secret', value: signing, reference: 'op://x/y/signing secret' },
      ],
    }),
  },
  {
    name: 'Doppler secrets --json',
    text: json({
      SLACK_CLIENT_ID: { computed: clientId, computedVisibility: 'unmasked' },
      SLACK_CLIENT_SECRET: { computed: secret, computedVisibility: 'masked' },
      SLACK_SIGNING_SECRET: { computed: signing },
    }),
  },
]

export const pageForms: readonly AppCredentialForm[] = [
  {
    name: 'inputs',
    text: `<form><label>Client ID</label><input type="text" name="client_id" value="${clientId}"><label>Client Secret</label><input type="password" name="client_secret" value="${secret}"><input name="signing_secret" value="${signing}"></form>`,
  },
  {
    name: 'the value before the name',
    text: `<input class="form-control" value="${clientId}" id="slack_client_id">\n<input class="form-control" value="${secret}" id="slack_client_secret" type="password">\n<input class="form-control" value="${signing}" id="slack_signing_secret">`,
  },
  {
    name: 'labels and inputs without names',
    text: `<div><label for="f1">Client ID</label><input id="f1" class="c-input_text" value="${clientId}" readonly></div>\n<div><label for="f2">Client Secret</label><input id="f2" class="c-input_text" value="${secret}" readonly></div>\n<div><label for="f3">Signing Secret</label><input id="f3" class="c-input_text" value="${signing}" readonly></div>\n<div><label for="f4">Verification Token</label><input id="f4" value="${verification}" readonly></div>`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'Rails names in brackets',
    text: `<input type="text" value="${clientId}" name="integration[slack_client_id]" id="integration_slack_client_id" />\n<input type="password" value="${secret}" name="integration[slack_client_secret]" id="integration_slack_client_secret" />`,
    kinds: two,
  },
  {
    name: 'a table of HTML',
    text: `<table><tr><th>SLACK_CLIENT_ID</th><td><code>${clientId}</code></td></tr><tr><th>SLACK_CLIENT_SECRET</th><td><code>${secret}</code></td></tr><tr><th>SLACK_SIGNING_SECRET</th><td><code>${signing}</code></td></tr></table>`,
  },
  {
    name: 'a list of definitions',
    text: `<dl>\n  <dt>Client ID</dt>\n  <dd>${clientId}</dd>\n  <dt>Client Secret</dt>\n  <dd class="mono">${secret}</dd>\n  <dt>Signing Secret</dt>\n  <dd class="mono">${signing}</dd>\n</dl>`,
  },
  {
    name: 'data attributes',
    text: `<div id="root" data-slack-client-id="${clientId}" data-slack-client-secret="${secret}" data-slack-signing-secret="${signing}"></div>`,
  },
  {
    name: 'text areas',
    text: `<textarea name="slack[client_id]" rows="1">${clientId}</textarea>\n<textarea name="slack[client_secret]" rows="1">${secret}</textarea>\n<textarea name="slack[signing_secret]" rows="1">${signing}</textarea>`,
  },
  {
    name: 'Slack’s page, copied',
    text: `App Credentials\nThese credentials allow your app to access the Slack API. They are secret.\nApp ID\nA0SIM0001\nDate of App Creation\nJanuary 5, 2026\nClient ID\n${clientId}\nClient Secret\n${secret}\nHideRegenerate\nYou'll need to send this secret along with your client ID when making your oauth.v2.access request.\nSigning Secret\n${signing}\nHideRegenerate\nSlack signs the requests we send you using this secret.\nVerification Token\n${verification}\nRegenerate`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'Maven settings',
    text: `<properties>\n  <slack.client.id>${clientId}</slack.client.id>\n  <slack.client.secret>${secret}</slack.client.secret>\n  <slack.signing.secret>${signing}</slack.signing.secret>\n</properties>`,
  },
  {
    name: 'strings of Android',
    text: `<resources>\n  <string name="slack_client_id">${clientId}</string>\n  <string name="slack_client_secret">${secret}</string>\n  <string name="slack_signing_secret">${signing}</string>\n</resources>`,
  },
]

export const codeForms: readonly AppCredentialForm[] = [
  {
    name: 'C#: SetEnvironmentVariable',
    text: `Environment.SetEnvironmentVariable("SLACK_CLIENT_ID", "${clientId}");\nEnvironment.SetEnvironmentVariable("SLACK_CLIENT_SECRET", "${secret}");\nEnvironment.SetEnvironmentVariable("SLACK_SIGNING_SECRET", "${signing}", EnvironmentVariableTarget.Process);\nEnvironment.SetEnvironmentVariable("SLACK_VERIFICATION_TOKEN", "${verification}");`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'C#: appsettings',
    text: `{\n  "Logging": { "LogLevel": { "Default": "Information" } },\n  "Slack": {\n    "ClientId": "${clientId}",\n    "ClientSecret": "${secret}",\n    "SigningSecret": "${signing}",\n    "AppLevelToken": "${app}"\n  }\n}`,
    kinds: four,
  },
  {
    name: 'C#: appsettings with deeper sections and comments',
    text: `{\n  // of the app\n  "Authentication": {\n    "Providers": {\n      "Slack": { "ClientId": "${clientId}", "ClientSecret": "${secret}" } // keep\n    }\n  },\n  "SlackEvents": { "SigningSecret": "${signing}" },\n}`,
  },
  {
    name: 'C#: user secrets with colons',
    text: `{\n  "Slack:ClientId": "${clientId}",\n  "Slack:ClientSecret": "${secret}",\n  "Slack:SigningSecret": "${signing}"\n}`,
  },
  {
    name: 'dotnet user-secrets list',
    text: `Slack:ClientId = ${clientId}\nSlack:ClientSecret = ${secret}\nSlack:SigningSecret = ${signing}\nConnectionStrings:Main = Server=db`,
  },
  {
    name: 'dotnet user-secrets set',
    text: `dotnet user-secrets set "Slack:ClientId" "${clientId}"\ndotnet user-secrets set "Slack:ClientSecret" "${secret}"\ndotnet user-secrets set "Slack:SigningSecret" "${signing}"`,
  },
  {
    name: 'C#: options in code',
    text: `services.AddAuthentication().AddSlack(options =>\n{\n    options.ClientId = "${clientId}";\n    options.ClientSecret = "${secret}";\n    options.Scope.Add("users:read");\n});\nbuilder.Services.Configure<SlackOptions>(o => o.SigningSecret = "${signing}");`,
  },
  {
    name: 'Python: os.environ',
    text: `import os\n\nos.environ["SLACK_CLIENT_ID"] = "${clientId}"\nos.environ["SLACK_CLIENT_SECRET"] = "${secret}"\nos.environ["SLACK_SIGNING_SECRET"] = "${signing}"\nos.environ["SLACK_VERIFICATION_TOKEN"] = "${verification}"\n`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'Python: os.environ.setdefault and getenv',
    text: `os.environ.setdefault('SLACK_CLIENT_ID', '${clientId}')\nclient_secret = os.getenv("SLACK_CLIENT_SECRET", "${secret}")\nsigning_secret = os.environ.get('SLACK_SIGNING_SECRET', '${signing}')`,
  },
  {
    name: 'Python: keyword arguments',
    text: `app = App(\n    signing_secret="${signing}",\n    oauth_settings=OAuthSettings(\n        client_id="${clientId}",\n        client_secret="${secret}",\n        scopes=["chat:write", "commands"],\n        installation_store=FileInstallationStore(base_dir="./data"),\n    ),\n)`,
  },
  {
    name: 'Python: a call on one line',
    text: `client.oauth_v2_access(client_id="${clientId}", client_secret="${secret}", code=request.args["code"])`,
    kinds: two,
  },
  {
    name: 'Python: repr of a dataclass',
    text: `SlackSettings(client_id='${clientId}', client_secret='${secret}', signing_secret='${signing}', app_token='${app}', scopes=['chat:write'])`,
    kinds: four,
  },
  {
    name: 'Python: a dataclass in a log',
    text: `2026-01-05 10:00:00 DEBUG settings loaded: Settings(debug=True, slack=SlackConfig(client_id='${clientId}', client_secret='${secret}', signing_secret='${signing}'), db=DbConfig(url='postgres://x'))`,
  },
  {
    name: 'Python: Django settings',
    text: `DEBUG = True\nALLOWED_HOSTS = ['*']\nSLACK_CLIENT_ID = '${clientId}'\nSLACK_CLIENT_SECRET = '${secret}'\nSLACK_SIGNING_SECRET = '${signing}'\nSLACK_SCOPES = ['chat:write', 'commands']\n`,
  },
  {
    name: 'Python: attributes of a class',
    text: `class Config:\n    SECRET_KEY = "dev"\n    SLACK_CLIENT_ID: str = "${clientId}"\n    SLACK_CLIENT_SECRET: str = "${secret}"\n    SLACK_SIGNING_SECRET: str = "${signing}"\n    SLACK_VERIFICATION_TOKEN: Optional[str] = "${verification}"\n`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'Java: System.setProperty',
    text: `System.setProperty("SLACK_CLIENT_ID", "${clientId}");\nSystem.setProperty("SLACK_CLIENT_SECRET", "${secret}");\nSystem.setProperty("SLACK_SIGNING_SECRET", "${signing}");`,
  },
  {
    name: 'Java: properties',
    text: `server.port=8080\nspring.application.name=acme\nslack.clientId=${clientId}\nslack.clientSecret=${secret}\nslack.signingSecret=${signing}\nslack.appToken=${app}\n`,
    kinds: four,
  },
  {
    name: 'Java: properties with colons and spaces',
    text: `# Slack\nslack.client.id : ${clientId}\nslack.client.secret : ${secret}\nslack.signing.secret : ${signing}\n`,
  },
  {
    name: 'Java: a builder',
    text: `AppConfig config = AppConfig.builder()\n    .clientId("${clientId}")\n    .clientSecret("${secret}")\n    .signingSecret("${signing}")\n    .verificationToken("${verification}")\n    .scope("chat:write,commands")\n    .build();`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'Java: setters',
    text: `var config = new AppConfig();\nconfig.setClientId("${clientId}");\nconfig.setClientSecret("${secret}");\nconfig.setSigningSecret("${signing}");`,
  },
  {
    name: 'Java: toString of a record',
    text: `10:00:00.123 INFO c.e.Boot - SlackProperties[clientId=${clientId}, clientSecret=${secret}, signingSecret=${signing}, scopes=[chat:write]]`,
  },
  {
    name: 'Java: options of the machine',
    text: `java -Dslack.client.id=${clientId} -Dslack.client.secret=${secret} -Dslack.signing.secret=${signing} -jar app.jar`,
  },
  {
    name: 'Java: constants',
    text: `public final class Secrets {\n  private static final String SLACK_CLIENT_ID = "${clientId}";\n  private static final String SLACK_CLIENT_SECRET = "${secret}";\n  private static final String SLACK_SIGNING_SECRET = "${signing}";\n}`,
  },
  {
    name: 'Kotlin: named arguments',
    text: `val slack = SlackConfig(clientId = "${clientId}", clientSecret = "${secret}", signingSecret = "${signing}")`,
  },
  {
    name: 'Go: os.Setenv and a struct',
    text: `os.Setenv("SLACK_CLIENT_ID", "${clientId}")\nos.Setenv("SLACK_SIGNING_SECRET", "${signing}")\nconf := &oauth2.Config{\n\tClientSecret: "${secret}",\n\tScopes:       []string{"chat:write"},\n\tEndpoint:     slack.Endpoint,\n}`,
  },
  {
    name: 'Ruby: ENV and OmniAuth',
    text: `ENV['SLACK_CLIENT_ID'] = '${clientId}'\nENV['SLACK_CLIENT_SECRET'] = '${secret}'\nENV["SLACK_SIGNING_SECRET"] ||= "${signing}"`,
  },
  {
    name: 'PHP: config and putenv',
    text: `putenv('SLACK_CLIENT_ID=${clientId}');\nputenv('SLACK_CLIENT_SECRET=${secret}');\ndefine('SLACK_SIGNING_SECRET', '${signing}');`,
  },
  {
    name: 'Node: process.env',
    text: `process.env.SLACK_CLIENT_ID = '${clientId}'\nprocess.env.SLACK_CLIENT_SECRET = '${secret}'\nprocess.env['SLACK_SIGNING_SECRET'] = '${signing}'\n`,
  },
  {
    name: 'Node: new App',
    text: `const app = new App({\n  signingSecret: '${signing}',\n  clientId: '${clientId}',\n  clientSecret: '${secret}',\n  appToken: process.env.APP_TOKEN,\n  stateSecret: 'my-state-secret',\n  scopes: ['chat:write'],\n});`,
  },
  {
    name: 'Elixir: config',
    text: `config :ueberauth, Ueberauth.Strategy.Slack.OAuth,\n  client_id: "${clientId}",\n  client_secret: "${secret}"\n\nconfig :acme, slack_signing_secret: "${signing}"`,
  },
]

export const commandForms: readonly AppCredentialForm[] = [
  {
    name: 'gh secret set -b',
    text: `gh secret set SLACK_CLIENT_ID -b ${clientId}\ngh secret set SLACK_CLIENT_SECRET -b ${secret}\ngh secret set SLACK_SIGNING_SECRET -b ${signing}`,
  },
  {
    name: 'gh secret set --body, quoted',
    text: `$ gh secret set SLACK_CLIENT_ID --body "${clientId}" --repo acme/app\n✓ Set Actions secret SLACK_CLIENT_ID for acme/app\n$ gh secret set SLACK_CLIENT_SECRET --body "${secret}" --repo acme/app\n✓ Set Actions secret SLACK_CLIENT_SECRET for acme/app\n$ gh secret set SLACK_VERIFICATION_TOKEN --repo acme/app --body '${verification}'`,
    kinds: ['clientId', 'clientSecret', 'verificationToken'],
  },
  {
    name: 'echo into gh secret set',
    text: `echo -n "${clientId}" | gh secret set SLACK_CLIENT_ID\necho -n "${secret}" | gh secret set SLACK_CLIENT_SECRET\necho -n "${signing}" | gh secret set SLACK_SIGNING_SECRET`,
  },
  {
    name: 'heroku config:set',
    text: `heroku config:set SLACK_CLIENT_ID=${clientId} SLACK_CLIENT_SECRET=${secret} SLACK_SIGNING_SECRET=${signing} -a acme`,
  },
  {
    name: 'heroku config:set over lines',
    text: `heroku config:set \\\n  SLACK_CLIENT_ID=${clientId} \\\n  SLACK_CLIENT_SECRET='${secret}' \\\n  SLACK_SIGNING_SECRET="${signing}" \\\n  SLACK_APP_TOKEN=${app} \\\n  --app acme`,
    kinds: four,
  },
  {
    name: 'heroku config',
    text: `=== acme Config Vars\n\nDATABASE_URL:         postgres://x\nSLACK_CLIENT_ID:      ${clientId}\nSLACK_CLIENT_SECRET:  ${secret}\nSLACK_SIGNING_SECRET: ${signing}\n`,
  },
  {
    name: 'fly secrets set',
    text: `fly secrets set SLACK_CLIENT_ID=${clientId} SLACK_CLIENT_SECRET=${secret} SLACK_SIGNING_SECRET=${signing} SLACK_VERIFICATION_TOKEN=${verification}`,
    kinds: ['clientId', 'clientSecret', 'signingSecret', 'verificationToken'],
  },
  {
    name: 'flyctl with output',
    text: `$ flyctl secrets set SLACK_CLIENT_ID="${clientId}" SLACK_CLIENT_SECRET="${secret}"\nSecrets are staged for the first deployment`,
    kinds: two,
  },
  {
    name: 'Railway, a box',
    text: box([
      ['PORT', '3000'],
      ['SLACK_CLIENT_ID', clientId],
      ['SLACK_CLIENT_SECRET', secret],
      ['SLACK_SIGNING_SECRET', signing],
    ]),
  },
  {
    name: 'Railway, with an app-level and a verification token',
    text: box([
      ['SLACK_APP_TOKEN', app],
      ['SLACK_CLIENT_ID', clientId],
      ['SLACK_CLIENT_SECRET', secret],
      ['SLACK_SIGNING_SECRET', signing],
      ['SLACK_VERIFICATION_TOKEN', verification],
    ]),
    kinds: five,
  },
  {
    name: 'railway variables --set',
    text: `railway variables --set "SLACK_CLIENT_ID=${clientId}" --set "SLACK_CLIENT_SECRET=${secret}" --set "SLACK_SIGNING_SECRET=${signing}"`,
  },
  {
    name: 'vercel, wrangler, echo',
    text: `echo "${clientId}" | vercel env add SLACK_CLIENT_ID production\necho "${secret}" | npx wrangler secret put SLACK_CLIENT_SECRET\necho "${signing}" | npx wrangler secret put SLACK_SIGNING_SECRET`,
  },
  {
    name: 'kubectl create secret',
    text: `kubectl create secret generic slack \\\n  --from-literal=client-id=${clientId} \\\n  --from-literal=client-secret=${secret} \\\n  --from-literal=signing-secret='${signing}' -n acme`,
  },
  {
    name: 'gcloud run',
    text: `gcloud run deploy bot --set-env-vars SLACK_CLIENT_ID=${clientId},SLACK_CLIENT_SECRET=${secret},SLACK_SIGNING_SECRET=${signing} --region europe-west1`,
  },
  {
    name: 'firebase functions:config:set',
    text: `firebase functions:config:set slack.client_id="${clientId}" slack.client_secret="${secret}" slack.signing_secret="${signing}"`,
  },
  {
    name: 'netlify env:set and supabase',
    text: `netlify env:set SLACK_CLIENT_ID ${clientId}\nnetlify env:set SLACK_CLIENT_SECRET ${secret}\nsupabase secrets set SLACK_SIGNING_SECRET=${signing}`,
  },
  {
    name: 'setx and PowerShell',
    text: `setx SLACK_CLIENT_ID "${clientId}"\r\nsetx SLACK_CLIENT_SECRET "${secret}"\r\n[Environment]::SetEnvironmentVariable("SLACK_SIGNING_SECRET", "${signing}", "User")\r\n`,
  },
  {
    name: 'options of a program',
    text: `./slackbot --slack-client-id ${clientId} --slack-client-secret ${secret} --slack-signing-secret=${signing}`,
  },
]

export const exchangeForms: readonly AppCredentialForm[] = [
  {
    name: 'the address alone',
    text: `https://slack.com/api/oauth.v2.access?client_id=${clientId}&client_secret=${secret}&code=1111.2222.abcdef0123`,
    kinds: two,
  },
  {
    name: 'the address in quotes',
    text: `"https://slack.com/api/oauth.v2.access?code=1111.2222.abcdef0123&client_id=${clientId}&client_secret=${secret}&redirect_uri=https%3A%2F%2Fapp.example.test%2Fcb"`,
    kinds: two,
  },
  {
    name: 'curl with the address',
    text: `curl -X POST "https://slack.com/api/oauth.v2.access?client_id=${clientId}&client_secret=${secret}&code=1111.2222.abcdef0123"`,
    kinds: two,
  },
  {
    name: 'v1',
    text: `https://slack.com/api/oauth.access?client_id=${clientId}&client_secret=${secret}&code=1111.2222.abcdef0123&redirect_uri=`,
    kinds: two,
  },
  {
    name: 'in a log with the method',
    text: `2026-01-05T10:00:00Z DEBUG GET https://slack.com/api/oauth.v2.access?code=1111.2222.abc&client_id=${clientId}&client_secret=${secret} -> 200`,
    kinds: two,
  },
  {
    name: 'without https',
    text: `slack.com/api/oauth.v2.access?client_id=${clientId}&client_secret=${secret}&code=1111.2222.abcdef0123`,
    kinds: two,
  },
  {
    name: 'escaped for HTML',
    text: `https://slack.com/api/oauth.v2.access?client_id=${clientId}&amp;client_secret=${secret}&amp;code=1111.2222.abcdef0123`,
    kinds: two,
  },
  {
    name: 'openid.connect.token',
    text: `https://slack.com/api/openid.connect.token?client_id=${clientId}&client_secret=${secret}&code=1111.2222.abcdef0123&grant_type=authorization_code`,
    kinds: two,
  },
  {
    name: 'a refresh, with the token beside',
    text: `https://slack.com/api/oauth.v2.access?client_id=${clientId}&client_secret=${secret}&grant_type=refresh_token&refresh_token=xoxe-1-sim-r1r2r3r4`,
    kinds: two,
  },
  {
    name: 'curl -d for each',
    text: `curl https://slack.com/api/oauth.v2.access -d client_id=${clientId} -d client_secret=${secret} -d code=1111.2222.abcdef0123`,
    kinds: two,
  },
  {
    name: 'curl -F for each',
    text: `curl -F code=1111.2222.abc -F client_id=${clientId} -F client_secret=${secret} https://slack.com/api/oauth.v2.access`,
    kinds: two,
  },
  {
    name: 'an exception with the address',
    text: `requests.exceptions.HTTPError: 500 Server Error for url: https://slack.com/api/oauth.v2.access?client_id=${clientId}&client_secret=${secret}&code=1111.2222.abc`,
    kinds: two,
  },
  {
    name: 'http of the command line',
    text: `http --form POST https://slack.com/api/oauth.v2.access client_id=${clientId} client_secret=${secret} code=1111.2222.abc`,
    kinds: two,
  },
]

export const appCredentialForms: readonly AppCredentialForm[] = [
  ...terraformForms,
  ...cloudForms,
  ...pageForms,
  ...codeForms,
  ...commandForms,
  ...exchangeForms,
]
