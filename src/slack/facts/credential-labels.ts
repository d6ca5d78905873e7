/** The names of an app's credentials in languages other than English, as people write them in tickets and mails. */
const labels: readonly (readonly [english: string, names: RegExp])[] = [
  [
    'client_id',
    /クライアント ?ID|(?:客户端|客戶端|用戶端) ?ID|클라이언트 ?(?:ID|아이디)|\b(?:identifiant|identificador|identificativo|ID)(?: (?:du|de|del|do|della))? client[eo]?\b|\bkunden-?ID\b|\bclient-?kennung\b|(?:ID|идентификатор) клиента/gi,
  ],
  [
    'client_secret',
    /クライアント ?(?:シークレット|秘密鍵?)|(?:客户端|客戶端|用戶端) ?(?:密钥|密鑰|秘钥|机密|密碼)|클라이언트 ?(?:시크릿|비밀 ?키?|암호)|\b(?:secreto|segredo|segreto|secret|chave secreta|clave secreta)(?: (?:du|de|del|do|della))? client[eo]?\b|\bclient-?geheimnis\b|секрет клиента|клиентский секрет/gi,
  ],
  [
    'signing_secret',
    /(?:署名|サイニング) ?(?:シークレット|秘密鍵?|鍵)|(?:签名|簽名|簽章) ?(?:密钥|密鑰|秘钥|机密)|서명 ?(?:시크릿|비밀 ?키?|암호)|\b(?:secreto|segredo|segreto|secret|clave|chave|clé)(?: (?:de|di))? (?:firma|assinatura|signature)\b|\bsigna?tur-?(?:geheimnis|schlüssel)|\bsignier(?:ungs)?-?(?:geheimnis|schlüssel)|(?:секрет|ключ) подписи/gi,
  ],
  [
    'verification_token',
    /検証 ?トークン|(?:验证|驗證) ?(?:令牌|token)|(?:확인|검증) ?토큰|\btoken (?:de|di) (?:verificaci[oó]n|verificação|vérification|verifica)\b|\bverifizierungs-?token\b|токен (?:проверки|верификации)/gi,
  ],
]

/**
 * Whether a text can have one of the names in another language, apart from names with the English word `client`. It takes
 * less time than the search for all names, and each name in ASCII has to match it.
 */
export function mayHaveLabels(text: string): boolean {
  return /kunden|firma|assinatura|signa?tur|signier|verifi/i.test(text) || /[^\0-\x7f]/.test(text)
}

/** Replaces the names of credentials by their English names (`client_id`, …). The rest of the text stays the same. */
export function withEnglishLabels(text: string): string {
  let english = text
  for (const [name, names] of labels) english = english.replace(names, name)
  return english
}
