// One block of each kind, and one element of each kind, with the fields of Slack's documentation
// (docs.slack.dev/reference/block-kit).

const plain = (text: string) => ({ type: 'plain_text', text })
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() })
const options = ['One', 'Two', 'Three'].map(option)
const placeholder = plain('Choose')

const richText = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'rich bold', style: { bold: true } },
        { type: 'text', text: ' struck', style: { strike: true, italic: true } },
        { type: 'emoji', name: 'tada' },
        { type: 'link', url: 'https://example.com', text: 'a rich link' },
        { type: 'user', user_id: 'U0SIMLEE' },
        { type: 'broadcast', range: 'here' },
        { type: 'date', timestamp: 1720710212, format: '{date_num} at {time}', fallback: 'a day' },
        { type: 'color', value: '#F405B3' },
      ],
    },
    {
      type: 'rich_text_list',
      style: 'ordered',
      offset: 2,
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'third point' }] }],
    },
    { type: 'rich_text_quote', elements: [{ type: 'text', text: 'a rich quote' }] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'rich code' }] },
  ],
}

/** The elements that a person can use, each with an action id that is its type. */
export const elements = [
  { type: 'button', text: plain('Press'), value: 'v' },
  { type: 'overflow', options },
  { type: 'checkboxes', options },
  { type: 'radio_buttons', options, initial_option: options[1] },
  { type: 'datepicker', initial_date: '2026-01-31', placeholder },
  { type: 'timepicker', initial_time: '14:30', placeholder },
  { type: 'datetimepicker', initial_date_time: 1780000000 },
  { type: 'static_select', placeholder, option_groups: [{ label: plain('Group'), options }] },
  { type: 'multi_static_select', placeholder, options },
  { type: 'external_select', placeholder, min_query_length: 1 },
  { type: 'multi_external_select', placeholder },
  { type: 'users_select', placeholder },
  { type: 'multi_users_select', placeholder },
  { type: 'conversations_select', placeholder },
  { type: 'multi_conversations_select', placeholder },
  { type: 'channels_select', placeholder },
  { type: 'multi_channels_select', placeholder },
].map((element) => ({ action_id: element.type, ...element }))

/** The elements that are only in input blocks. */
export const inputs = [
  { type: 'plain_text_input', multiline: true, placeholder },
  { type: 'email_text_input', placeholder },
  { type: 'url_text_input', placeholder },
  { type: 'number_input', is_decimal_allowed: true },
  { type: 'rich_text_input' },
  { type: 'file_input', filetypes: ['txt'], max_files: 2 },
].map((element) => ({ action_id: element.type, ...element }))

/** The blocks that a message can have. */
export const messageBlocks = [
  { type: 'header', text: plain('The header') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: '*bold* _italic_ ~gone~ `code` <https://example.com|a link> :tada: <!here>\n>a quote',
    },
    fields: [{ type: 'mrkdwn', text: '*Field*\nvalue' }],
    accessory: { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'an accessory' },
  },
  { type: 'divider' },
  {
    type: 'context',
    elements: [
      { type: 'image', image_url: 'https://example.com/b.png', alt_text: 'a small picture' },
      { type: 'mrkdwn', text: 'the context' },
    ],
  },
  { type: 'image', image_url: 'https://example.com/c.png', alt_text: 'a picture', title: plain('The picture') },
  richText,
  {
    type: 'markdown',
    text: '# The title\n\n**strong** and [a markdown link](https://example.com)\n\n1. first\n2. second',
  },
  {
    type: 'table',
    rows: [
      [
        { type: 'raw_text', text: 'Head A' },
        { type: 'raw_text', text: 'Head B' },
      ],
      [
        { type: 'raw_text', text: 'Cell A' },
        { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Cell B' }] }] },
      ],
    ],
  },
  {
    type: 'video',
    title: plain('The video'),
    title_url: 'https://example.com/v',
    video_url: 'https://example.com/embed',
    thumbnail_url: 'https://example.com/t.png',
    alt_text: 'a video',
    description: plain('About the video'),
  },
  { type: 'actions', elements },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Good'), value: 'good' },
        negative_button: { text: plain('Bad'), value: 'bad' },
      },
      { type: 'icon_button', icon: 'trash', text: plain('Remove'), action_id: 'remove' },
    ],
  },
]

/** One input block for each element that can be in one. */
export const inputBlocks = [...elements.filter(({ type }) => type !== 'button' && type !== 'overflow'), ...inputs].map(
  (element) => ({
    type: 'input',
    block_id: `input-${element.type}`,
    optional: true,
    label: plain(`Label of ${element.type}`),
    hint: plain(`Hint of ${element.type}`),
    element,
  }),
)
