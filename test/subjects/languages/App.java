// An app in plain Java that installs itself, greets and uploads a file: java App.java
// It knows nothing of slack-tokens. CLIENT is its HTTP client: HttpClient or HttpURLConnection. DEFECT lists its defects.

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

class App {
  static final List<String> DEFECTS = List.of(variable("DEFECT", "").split(","));
  static final Map<String, String> INSTALLATIONS = new ConcurrentHashMap<>();
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static String redirectUri;

  static String variable(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  static Map<String, String> decode(String query) {
    var fields = new LinkedHashMap<String, String>();
    for (var field : (query == null ? "" : query).split("&")) {
      var parts = field.split("=", 2);
      if (parts.length == 2) fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }

  /** Returns the text that a pattern finds in JSON; null without a match. */
  static String find(String json, String pattern) {
    var match = Pattern.compile(pattern).matcher(json);
    return match.find() ? match.group(1).replace("\\/", "/") : null;
  }

  static String post(String url, String type, String body, String token) throws Exception {
    if (variable("CLIENT", "HttpClient").equals("HttpURLConnection")) {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", type);
      if (token != null) connection.setRequestProperty("Authorization", "Bearer " + token);
      connection.getOutputStream().write(body.getBytes(UTF_8));
      var isError = connection.getResponseCode() >= 400;
      var stream = isError ? connection.getErrorStream() : connection.getInputStream();
      return new String(stream.readAllBytes(), UTF_8);
    }
    var request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", type);
    if (token != null) request.header("Authorization", "Bearer " + token);
    var sent = request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return CLIENT.send(sent, HttpResponse.BodyHandlers.ofString()).body();
  }

  static String slack(String method, Map<String, String> fields, String token) throws Exception {
    return post("https://slack.com/api/" + method, "application/x-www-form-urlencoded", encode(fields), token);
  }

  /** Posts a message to the person who installed, and uploads a file. */
  static void greet(String token, String user) throws Exception {
    slack("chat.postMessage", Map.of("channel", user, "text", "Hello from Java"), token);
    var place = slack("files.getUploadURLExternal", Map.of("filename", "hello.txt", "length", "6"), token);
    post(find(place, "\"upload_url\":\"([^\"]+)"), "text/plain", "Hello\n", null);
    var files = "[{\"id\":\"" + find(place, "\"file_id\":\"([^\"]+)") + "\"}]";
    slack("files.completeUploadExternal", Map.of("files", files), token);
  }

  static void answer(HttpExchange exchange, int status, String text, String cookie) throws IOException {
    exchange.getResponseHeaders().add("Set-Cookie", "state=" + cookie);
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    var bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static void page(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, status, text, "; Path=/; Max-Age=0");
  }

  static void install(HttpExchange exchange) throws IOException {
    var state = UUID.randomUUID().toString();
    var query = Map.of(
        "client_id", variable("SLACK_CLIENT_ID", ""), "redirect_uri", redirectUri, "state", state,
        "scope", "chat:write,files:write", "user_scope", "users:read");
    exchange.getResponseHeaders().add("Location", "https://slack.com/oauth/v2/authorize?" + encode(query));
    var sameSite = DEFECTS.contains("strict-cookie") ? "Strict" : "Lax";
    answer(exchange, 302, "", state + "; Path=/; HttpOnly; SameSite=" + sameSite);
  }

  static void callback(HttpExchange exchange) throws Exception {
    var query = decode(exchange.getRequestURI().getRawQuery());
    var cookies = String.join("; ", exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
    var cookie = find(cookies, "(?:^|; )state=([^;]+)");
    var isOwn = cookie != null && cookie.equals(query.get("state"));
    if (!isOwn && !DEFECTS.contains("no-state-check")) {
      page(exchange, 400, "Wrong state");
      return;
    }
    if (query.containsKey("error") && !DEFECTS.contains("denial-500")) {
      page(exchange, 200, "Cancelled");
      return;
    }
    var grant = slack("oauth.v2.access", Map.of(
        "client_id", variable("SLACK_CLIENT_ID", ""), "client_secret", variable("SLACK_CLIENT_SECRET", ""),
        "code", query.get("code"), "redirect_uri", redirectUri), null);
    if (!grant.contains("\"ok\":true")) {
      page(exchange, 400, "Slack answered " + find(grant, "\"error\":\"([^\"]+)"));
      return;
    }
    INSTALLATIONS.put(find(grant, "\"(?:team|enterprise)\":\\{[^}]*\"id\":\"([^\"]+)"), grant);
    var token = find(grant, "\"access_token\":\"(xoxb-[^\"]+)");
    if (token != null) greet(token, find(grant, "\"authed_user\":\\{\"id\":\"([^\"]+)"));
    page(exchange, 200, DEFECTS.contains("secret-in-page") ? grant : "Installed");
  }

  public static void main(String[] words) throws IOException {
    var port = Integer.parseInt(variable("PORT", "0"));
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var base = "http://localhost:" + server.getAddress().getPort();
    redirectUri = base + "/slack/oauth_redirect";
    server.createContext("/", exchange -> {
      try {
        switch (exchange.getRequestURI().getPath()) {
          case "/slack/install" -> install(exchange);
          case "/slack/oauth_redirect" -> callback(exchange);
          default -> page(exchange, 404, "Nothing here");
        }
      } catch (Exception error) {
        error.printStackTrace();
        page(exchange, 500, "Something broke");
      }
    });
    server.start();
    System.out.println("Listening on " + base);
  }
}
