import { anything, flag, like, oneOf } from '../../shape/shape.ts'
import { filled, group, httpAddress, list, text } from './shapes.ts'

const slashCommand = group(
  {
    command: text(2, 32, like(/^\//, 'a command that begins with /')),
    url: text(1, 3000, httpAddress),
    description: text(1, 2000),
    usage_hint: text(1, 1000),
    should_escape: flag,
  },
  { needs: ['command', 'description'], closed: true },
)

const shortcut = group(
  { name: text(1, 24), type: oneOf('message', 'global'), callback_id: text(1, 255), description: text(1, 150) },
  { needs: ['name', 'type', 'callback_id', 'description'], closed: true },
)

const prompt = group({ title: text(0, 1e6), message: text(0, 1e6) }, { needs: ['title', 'message'] })
const action = group({ name: text(0, 1e6), description: text(0, 1e6) }, { needs: ['name', 'description'] })

/**
 * The shape of the group `features` in a manifest. Slack can accept new keys here before its published schema lists
 * them, so an unknown key is reported as a doubt.
 */
export const features = group({
  app_home: group(
    { home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag },
    { closed: true },
  ),
  bot_user: group({ display_name: text(1, 80), always_online: flag }, { needs: ['display_name'], closed: true }),
  slash_commands: filled(slashCommand, 50),
  shortcuts: filled(shortcut, 10),
  workflow_steps: filled(
    group({ name: text(1, 50), callback_id: text(1, 50) }, { needs: ['name', 'callback_id'], closed: true }),
    10,
  ),
  unfurl_domains: filled(
    text(1, 255, like(/^[a-z0-9][-a-z0-9.]{0,253}[a-z0-9]$/, 'a domain such as example.com')),
    5,
    true,
  ),
  functions: anything,
  assistant_view: group(
    { assistant_description: text(0, 1e6), suggested_prompts: list(prompt, 1e6) },
    { needs: ['assistant_description'] },
  ),
  agent_view: group({
    agent_description: text(0, 300),
    suggested_prompts: list(prompt, 4),
    actions: list(action, 1e6),
  }),
  code_channels: anything,
  search: anything,
  rich_previews: anything,
})
