using CaseyOS.Core.Connectors.Google;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>Session and sign-in.</summary>
internal static class SignInFeature
{
    /// <summary>Scheme of Google's code flow.</summary>
    public const string Google = "Google";

    private const string Caller = "Caller";
    private const string CookieName = "caseyos";
    private static readonly TimeSpan SessionLength = TimeSpan.FromDays(7);

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddSingleton<Administrators>();
        services.AddSingleton<CsrfTokens>();
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<GoogleSignInEvents>();
        services.AddOptions<AdminTokenOptions>().Configure<IConfiguration>((admin, configuration) => admin.Token = configuration[AdminTokenOptions.Setting]).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AdminTokens>();
        services.AddAuthentication(Caller)
            .AddPolicyScheme(Caller, null, caller => caller.ForwardDefaultSelector = context => IsScript(context.Request) ? ScriptAuthentication.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ScriptAuthentication>(ScriptAuthentication.SchemeName, null)
            .AddCookie(ConfigureCookie)
            .AddOAuth<OAuthOptions, OAuthHandler<OAuthOptions>>(Google, ConfigureFlow);
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .PostConfigure<TimeProvider>((cookie, clock) => cookie.TicketDataFormat = new SessionTickets(cookie.TicketDataFormat, clock));
        services.AddOptions<OAuthOptions>(Google).Configure<IOptions<GoogleOptions>>(ConfigureGoogle);
        AddPolicies(services);
        return services;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        // The request's scheme is that of PublicBaseUrl: Secure exactly when users come by https.
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = SessionLength;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/login";
        cookie.ReturnUrlParameter = "return_url";
        cookie.EventsType = typeof(SessionEvents);
    }

    private static void ConfigureFlow(OAuthOptions oauth)
    {
        oauth.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        oauth.CallbackPath = "/auth/callback";
        oauth.UsePkce = true;
        oauth.SaveTokens = false; // they are stored encrypted, not carried in the cookie
        oauth.EventsType = typeof(GoogleSignInEvents);
        oauth.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oauth.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        // Without "offline" Google hands out no refresh token, and the polls would end after an hour.
        oauth.AdditionalAuthorizationParameters["access_type"] = "offline";
        oauth.AdditionalAuthorizationParameters["include_granted_scopes"] = "true";
    }

    private static void ConfigureGoogle(OAuthOptions oauth, IOptions<GoogleOptions> options)
    {
        var google = options.Value;
        oauth.ClientId = google.ClientId;
        oauth.ClientSecret = google.ClientSecret;
        oauth.AuthorizationEndpoint = google.AuthorizationEndpoint.ToString();
        oauth.TokenEndpoint = google.TokenEndpoint.ToString();
        oauth.UserInformationEndpoint = google.UserInfoEndpoint.ToString();
        foreach (var scope in google.Scopes)
        {
            oauth.Scope.Add(scope);
        }
    }

    private static bool IsScript(HttpRequest request) =>
        request.Headers.ContainsKey(ScriptAuthentication.TokenHeader) && request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    // Fails closed: an endpoint that says nothing wants a session.
    private static void AddPolicies(IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, AdministratorHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(AuthPolicies.Admin, policy => policy.RequireAuthenticatedUser().AddRequirements(new AdministratorRequirement()));
    }
}
