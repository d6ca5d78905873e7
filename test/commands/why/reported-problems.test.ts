import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'
import { createMachine } from '../../support/cli.ts'

const found = (text: string) => {
  const { code, problems = [] } = findRefusal(text) ?? {}
  return [code, problems.map(({ key, message }) => [key, message])]
}

/** Texts in which programs print `response_metadata.messages`, for a missing field and a text that is too long. */
const argumentForms: readonly string[] = [
  '{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["[ERROR] missing required field: channel","[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"]}}',
  '{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["[ERROR] missing required field: channel","[ERROR] must be less than 151 characters [json-pointer:\\/blocks\\/0\\/text\\/text]"]}}',
  "slack_sdk.errors.SlackApiError: The request to the Slack API failed.\nThe server responded with: {'ok': False, 'error': 'invalid_arguments', 'response_metadata': {'messages': ['[ERROR] missing required field: channel', '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]']}}",
  "Error: An API error occurred: invalid_arguments {\n  data: {\n    ok: false,\n    error: 'invalid_arguments',\n    response_metadata: {\n      messages: [\n        '[ERROR] missing required field: channel',\n        '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'\n      ],\n      scopes: [ 'chat:write' ]\n    }\n  }\n}",
  '{"ok"=>false, "error"=>"invalid_arguments", "response_metadata"=>{"messages"=>["[ERROR] missing required field: channel", "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"]}}',
  '%{"error" => "invalid_arguments", "ok" => false, "response_metadata" => %{"messages" => ["[ERROR] missing required field: channel", "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"]}}',
  'ChatPostMessageResponse(ok=false, error=invalid_arguments, responseMetadata=ErrorResponseMetadata(messages=[[ERROR] missing required field: channel, [ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]]), deprecatedArgument=null)',
  'slack.SlackErrorResponse{Err:"invalid_arguments", ResponseMetadata:slack.ResponseMetadata{Cursor:"", Messages:[]string{"[ERROR] missing required field: channel", "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"}, Warnings:[]string(nil)}}',
  'Array\n(\n    [ok] => \n    [error] => invalid_arguments\n    [response_metadata] => Array\n        (\n            [messages] => Array\n                (\n                    [0] => [ERROR] missing required field: channel\n                    [1] => [ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]\n                )\n\n        )\n\n)',
  'array(3) { ["ok"]=> bool(false) ["error"]=> string(17) "invalid_arguments" ["response_metadata"]=> array(1) { ["messages"]=> array(2) { [0]=> string(39) "[ERROR] missing required field: channel" [1]=> string(70) "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]" } } }',
  '[slackbot] post-message failed: invalid_arguments\n  (response_messages=[\n    "[ERROR] missing required field: channel"\n    "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"\n  ])',
  '{"level":"error","msg":"{\\"ok\\":false,\\"error\\":\\"invalid_arguments\\",\\"response_metadata\\":{\\"messages\\":[\\"[ERROR] missing required field: channel\\",\\"[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]\\"]}}"}',
]

/** Texts in which programs print the error of a wrong block at `/blocks/1/text/type`. */
const blockForms: readonly string[] = [
  '{"ok":false,"error":"invalid_blocks","errors":["unsupported type: marydown [json-pointer:/blocks/1/text/type]"],"response_metadata":{"messages":["[ERROR] unsupported type: marydown [json-pointer:/blocks/1/text/type]"]}}',
  "data: {\n ok: false,\n error: 'invalid_blocks',\n errors: [\n 'unsupported type: marydown [json-pointer:/blocks/1/text/type]'\n ],\n response_metadata: { messages: [Array], scopes: [Array] }\n}",
  "{'ok': False, 'error': 'invalid_blocks', 'errors': ['unsupported type: marydown [json-pointer:/blocks/1/text/type]']}",
  'invalid_blocks\n[ERROR]  web-api:WebClient:0 unsupported type: marydown [json-pointer:/blocks/1/text/type]',
  'slack: invalid_blocks: unsupported type: marydown [json-pointer:/blocks/1/text/type]',
  '{"ok":false,"error":"invalid_blocks","errors":[{"code":"failed_constraint","message":"unsupported type: marydown","pointer":"/blocks/1/text/type","constraint":{"type":"enum","expected":["plain_text","mrkdwn"]}}]}',
  '{"ok":false,"error":"invalid_blocks","errors":[{"pointer":"/blocks/1/text/type","message":"unsupported type: marydown","code":"failed_constraint"}]}',
  "{'ok': False, 'error': 'invalid_blocks', 'errors': [{'code': 'failed_constraint', 'message': 'unsupported type: marydown', 'pointer': '/blocks/1/text/type', 'constraint': {'type': 'enum'}}]}",
  '{"ok"=>false, "error"=>"invalid_blocks", "errors"=>[{"code"=>"failed_constraint", "message"=>"unsupported type: marydown", "pointer"=>"/blocks/1/text/type"}]}',
  'Slack::Web::Api::Errors::InvalidBlocks: invalid_blocks\nresponse_metadata: {"messages"=>["[ERROR] unsupported type: marydown [json-pointer:/blocks/1/text/type]"]}',
  'panic: invalid_blocks &{Ok:false Error:invalid_blocks Errors:[{Code:failed_constraint Message:unsupported type: marydown Pointer:/blocks/1/text/type}]}',
  'SlackApiException(error=invalid_blocks, errors=[ErrorDetail(code=failed_constraint, message=unsupported type: marydown, pointer=/blocks/1/text/type)])',
]

/** Texts in which programs print the error of a manifest at `/settings/interactivity`. */
const manifestForms: readonly string[] = [
  '{"ok":false,"error":"invalid_manifest","errors":[{"message":"Interactivity requires a Request URL","pointer":"/settings/interactivity"}]}',
  '{"ok":false,"error":"invalid_manifest","errors":[{"code":"x","message":"Interactivity requires a Request URL","pointer":"/settings/interactivity","related":{"a":1}}]}',
  "{'ok': False, 'error': 'invalid_manifest', 'errors': [{'message': 'Interactivity requires a Request URL', 'pointer': '/settings/interactivity'}]}",
  "data: { ok: false, error: 'invalid_manifest', errors: [ { message: 'Interactivity requires a Request URL', pointer: '/settings/interactivity' } ] }",
  '{:ok=>false, :error=>"invalid_manifest", :errors=>[{:message=>"Interactivity requires a Request URL", :pointer=>"/settings/interactivity"}]}',
  '%{"ok" => false, "error" => "invalid_manifest", "errors" => [%{"message" => "Interactivity requires a Request URL", "pointer" => "/settings/interactivity"}]}',
  'AppsManifestCreateResponse(ok=false, error=invalid_manifest, errors=[ErrorDetail(message=Interactivity requires a Request URL, pointer=/settings/interactivity)])',
  '{Ok:false Error:invalid_manifest Errors:[{Message:Interactivity requires a Request URL Pointer:/settings/interactivity}]}',
  'slack.ManifestResponse{Error:"invalid_manifest", Errors:[]slack.ManifestValidationError{slack.ManifestValidationError{Message:"Interactivity requires a Request URL", Pointer:"/settings/interactivity"}}}',
  'Array ( [ok] => [error] => invalid_manifest [errors] => Array ( [0] => Array ( [message] => Interactivity requires a Request URL [pointer] => /settings/interactivity ) ) )',
  'array(3) { ["error"]=> string(16) "invalid_manifest" ["errors"]=> array(1) { [0]=> array(2) { ["message"]=> string(36) "Interactivity requires a Request URL" ["pointer"]=> string(23) "/settings/interactivity" } } }',
  '🚫 Error: The provided manifest file does not validate against schema (invalid_manifest)\n\n1: Interactivity requires a Request URL\nSource: /settings/interactivity\n',
]

describe('why, for an answer of Slack that lists problems', () => {
  it.each(argumentForms)('returns each problem of invalid_arguments with its path: %s', (text) =>
    expect(found(text)).toEqual([
      'invalid_arguments',
      [
        ['channel', 'missing required field: channel'],
        ['blocks[0].text.text', 'must be less than 151 characters'],
      ],
    ]),
  )

  it.each(blockForms)('returns each problem of invalid_blocks with its path: %s', (text) =>
    expect(found(text)).toEqual(['invalid_blocks', [['blocks[1].text.type', 'unsupported type: marydown']]]),
  )

  it.each(manifestForms)('returns each problem of invalid_manifest with its path: %s', (text) =>
    expect(found(text)).toEqual([
      'invalid_manifest',
      [['settings.interactivity', 'Interactivity requires a Request URL']],
    ]),
  )

  it.each([
    ['invalid `trigger_id` [json-pointer:/trigger_id]', 'trigger_id'],
    ['failed to match all allowed schemas [json-pointer:/view]', 'view'],
    ['must be more than 0 characters [json-pointer:/view/title/text]', 'view.title.text'],
    ['no more than 25 items allowed [json-pointer:/blocks/1/elements]', 'blocks[1].elements'],
    ['must provide a string [json-pointer:/view/blocks/0/block_id]', 'view.blocks[0].block_id'],
    ['invalid additional property: colour [json-pointer:/blocks/0]', 'blocks[0]'],
    ['missing required field: title [json-pointer:/view]', 'view'],
    ['downloading image failed [json-pointer:/blocks/0/image_url]', 'blocks[0].image_url'],
    ['must define either `text` or `fields` [json-pointer:/blocks/0]', 'blocks[0]'],
    [
      '`a1` already exists for block [json-pointer:/view/blocks/2/element/action_id]',
      'view.blocks[2].element.action_id',
    ],
    ['missing required field: users', 'users'],
    ['must provide exactly one of `blocks`, `view`, or `message`', 'the arguments'],
    ['invalid_keys', 'the arguments'],
  ])('returns a fix of its own for the message: %s', (message, key) => {
    const { problems } =
      findRefusal(
        JSON.stringify({
          ok: false,
          error: 'invalid_arguments',
          response_metadata: { messages: [`[ERROR] ${message}`] },
        }),
      ) ?? {}
    expect(problems?.map((one) => one.key)).toEqual([key])
    expect(problems?.[0]?.cure).not.toContain('as the message says')
  })

  it('names the step of the workflow, and gives no advice about `request_url` for a parameter called `interactivity`', () => {
    const text =
      '1: Missing value for parameter `interactivity` (invalid_trigger_inputs)\nSource: /workflows/advance_fake/steps/0'
    const { code, problems } = findRefusal(text) ?? {}
    expect([code, problems?.map(({ key }) => key)]).toEqual([
      'invalid_trigger_inputs',
      ['workflows.advance_fake.steps[0]'],
    ])
    expect(problems?.[0]?.cure).not.toContain('request_url')
  })

  it('returns a problem whose message has no level such as [ERROR]', () => {
    const text =
      '{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["must provide exactly one of `blocks`, `view`, or `message`"]}}'
    expect(found(text)).toEqual([
      'invalid_arguments',
      [['the arguments', 'must provide exactly one of `blocks`, `view`, or `message`']],
    ])
  })

  it.each([
    '{"ok":false,"error":"invalid_arguments"}',
    '[ERROR] bolt-app it failed: invalid_arguments (slack)',
    '{"messages":["hello","there"],"note":"slack said invalid_arguments"}',
    '{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["[WARN] A Content-Type HTTP header was presented but did not declare a charset"]}}',
  ])('returns no problems for the text %s', (text) => expect(findRefusal(text)).not.toHaveProperty('problems'))

  it('prints the problems, as explain does', async () => {
    using machine = createMachine()
    for (const command of ['why', 'explain']) {
      const { stdout } = await machine.run([command, '-'], { input: argumentForms[0] ?? '' })
      expect(stdout).toContain('blocks[0].text.text')
      expect(stdout).toContain('must be less than 151 characters')
    }
    const { json } = await machine.run(['why', '-', '--json'], { input: blockForms[0] ?? '' })
    expect(json).toMatchObject({ problems: [{ key: 'blocks[1].text.type' }], meanings: [{ place: 'api' }] })
  })
})
