namespace CaseyOS.Sandbox.Hosting;

/// <summary>What can be set from outside, as <c>Sandbox__Port</c> in the environment or <c>--Sandbox:Port</c> on the command line.</summary>
internal sealed class SandboxOptions
{
    public const string SectionName = "Sandbox";

    /// <summary>Port on 127.0.0.1; 0 takes a free one and prints it.</summary>
    public int Port { get; set; } = 7072;

    /// <summary>Where the state is kept between runs; null keeps it in memory only.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>Decides every name, amount and date of the invented company.</summary>
    public int Seed { get; set; } = 20;

    /// <summary>How many sandbox seconds pass in a real one.</summary>
    public double ClockSpeed { get; set; } = 1;

    /// <summary>Address that links in answers start with; default is the address it listens on.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Whether simulated people act by themselves (answers asked for by hand always work).</summary>
    public bool Market { get; set; } = true;

    /// <summary>Exit when standard input closes, so that a killed parent leaves no orphan behind.</summary>
    public bool ExitWithParent { get; set; }

    /// <summary>The service key that HubSpot requests must carry.</summary>
    public string HubSpotToken { get; set; } = "sandbox-hubspot-key";

    /// <summary>Whether HubSpot's limits (calls, searches, day) are enforced.</summary>
    public bool RateLimits { get; set; } = true;

    /// <summary>Whether samples of all requests and answers are kept, for holding them against the official descriptions.</summary>
    public bool RecordExchanges { get; set; }

    /// <summary>Client id of the HubSpot app; its secret is <see cref="WebhookSecret"/>.</summary>
    public string HubSpotClientId { get; set; } = "sandbox-hubspot-app";

    /// <summary>What the app got when it was installed.</summary>
    public string HubSpotRefreshToken { get; set; } = "sandbox-hubspot-refresh";

    /// <summary>Who is told of changed records: an address on this machine; null for nobody.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>The app's client secret, with which webhooks are signed.</summary>
    public string WebhookSecret { get; set; } = "sandbox-hubspot-secret";

    /// <summary>When set, the only Google client id that is accepted; otherwise any is.</summary>
    public string? GoogleClientId { get; set; }

    /// <summary>The secret that belongs to <see cref="GoogleClientId"/>.</summary>
    public string? GoogleClientSecret { get; set; }
}
