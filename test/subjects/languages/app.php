<?php
// An app in plain PHP that installs itself, greets and uploads a file: php -S localhost:3000 app.php
// It knows nothing of slack-tokens. CLIENT is its HTTP client: curl or streams. DEFECT lists its defects.
$defects = explode(',', getenv('DEFECT') ?: '');
$redirectUri = "http://{$_SERVER['HTTP_HOST']}/slack/oauth_redirect";

function post(string $url, string $body, array $headers): string
{
    if (getenv('CLIENT') === 'streams') {
        $http = ['method' => 'POST', 'header' => $headers, 'content' => $body, 'timeout' => 10];
        $answer = file_get_contents($url, false, stream_context_create(['http' => $http]));
        return $answer === false ? throw new RuntimeException('The request failed') : $answer;
    }
    $request = curl_init($url);
    curl_setopt_array($request, [
        CURLOPT_POSTFIELDS => $body,
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 10,
    ]);
    $answer = curl_exec($request);
    return $answer === false ? throw new RuntimeException(curl_error($request)) : $answer;
}

function slack(string $method, array $fields, ?string $token = null): array
{
    $headers = ['Content-Type: application/x-www-form-urlencoded'];
    if ($token !== null) {
        $headers[] = "Authorization: Bearer $token";
    }
    $answer = post("https://slack.com/api/$method", http_build_query($fields), $headers);
    return json_decode($answer, true, flags: JSON_THROW_ON_ERROR);
}

/** Posts a message to the person who installed, and uploads a file. */
function greet(string $token, string $user): void
{
    slack('chat.postMessage', ['channel' => $user, 'text' => 'Hello from PHP'], $token);
    $place = slack('files.getUploadURLExternal', ['filename' => 'hello.txt', 'length' => 6], $token);
    post($place['upload_url'], "Hello\n", ['Content-Type: text/plain']);
    slack('files.completeUploadExternal', ['files' => json_encode([['id' => $place['file_id']]])], $token);
}

function page(int $status, string $text): void
{
    http_response_code($status);
    setcookie('state', '', ['path' => '/', 'expires' => 1]);
    echo $text;
}

function install(): void
{
    global $defects, $redirectUri;
    $state = bin2hex(random_bytes(16));
    $sameSite = in_array('strict-cookie', $defects) ? 'Strict' : 'Lax';
    setcookie('state', $state, ['path' => '/', 'httponly' => true, 'samesite' => $sameSite]);
    $query = ['client_id' => getenv('SLACK_CLIENT_ID'), 'redirect_uri' => $redirectUri, 'state' => $state,
        'scope' => 'chat:write,files:write', 'user_scope' => 'users:read'];
    header('Location: https://slack.com/oauth/v2/authorize?' . http_build_query($query), true, 302);
}

function callback(): void
{
    global $defects, $redirectUri;
    $isOwn = isset($_COOKIE['state'], $_GET['state']) && hash_equals($_COOKIE['state'], $_GET['state']);
    if (!$isOwn && !in_array('no-state-check', $defects)) {
        page(400, 'Wrong state');
        return;
    }
    if (isset($_GET['error']) && !in_array('denial-500', $defects)) {
        page(200, 'Cancelled');
        return;
    }
    $grant = slack('oauth.v2.access', [
        'client_id' => getenv('SLACK_CLIENT_ID'),
        'client_secret' => getenv('SLACK_CLIENT_SECRET'),
        'code' => $_GET['code'] ?? throw new RuntimeException('There is no code'),
        'redirect_uri' => $redirectUri,
    ]);
    if (!$grant['ok']) {
        page(400, "Slack answered {$grant['error']}");
        return;
    }
    $place = ($grant['team'] ?? $grant['enterprise'])['id'];
    file_put_contents(getenv('HOME') . "/installation-$place.json", json_encode($grant));
    if (isset($grant['access_token'])) {
        greet($grant['access_token'], $grant['authed_user']['id']);
    }
    page(200, in_array('secret-in-page', $defects) ? json_encode($grant) : 'Installed');
}

try {
    match (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
        '/slack/install' => install(),
        '/slack/oauth_redirect' => callback(),
        default => page(404, 'Nothing here'),
    };
} catch (Throwable $error) {
    error_log((string) $error);
    page(500, 'Something broke');
}
