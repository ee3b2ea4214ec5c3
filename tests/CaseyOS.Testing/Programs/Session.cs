using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CaseyOS.Testing.Programs;

/// <summary>A signed-in user, over real HTTP: through the sandbox's consent, back with a cookie, and with the anti-forgery header.</summary>
public static class Session
{
    /// <summary>Signs in at the program that listens at <paramref name="address"/>.</summary>
    public static async Task<HttpClient> SignInAsync(Uri address, string email)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = address };
        using var page = await http.GetAsync($"login?login_hint={Uri.EscapeDataString(email)}");
        if (!page.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Signing in as {email} ended with {(int)page.StatusCode} at {page.RequestMessage?.RequestUri?.AbsolutePath}: {await page.Content.ReadAsStringAsync()}");
        }

        var me = await http.GetFromJsonAsync<JsonElement>("api/me");
        http.DefaultRequestHeaders.Add("X-CSRF-Token", me.GetProperty("csrf_token").GetString());
        return http;
    }
}
