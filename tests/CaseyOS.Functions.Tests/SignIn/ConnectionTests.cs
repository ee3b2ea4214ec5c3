using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Testing.Programs;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.SignIn;

/// <summary>What the page is told about a grant that is less than what was asked.</summary>
public sealed class ConnectionTests(CaseyAppFixture app) : IClassFixture<CaseyAppFixture>
{
    [Theory]
    [InlineData("", null)]
    [InlineData("calendar calendar.events", "Calendar not granted: meetings are not noticed and booking is off.")]
    [InlineData("gmail.readonly", "Mail not granted: replies are not noticed.")]
    [InlineData("gmail.compose drive.readonly", "Drafts not granted: mail cannot be prepared. Not granted: drive.readonly.")]
    [InlineData("calendar", "Not granted: calendar.")]
    public async Task Google_PartialConsent_SaysWhatIsOff(string left, string? problem)
    {
        const string Root = "https://www.googleapis.com/auth/";
        var grants = app.App.Services.GetRequiredService<GoogleGrants>();
        var owner = (await app.App.Services.GetRequiredService<AccountStore>().FindByEmailAsync("casey@dwtb.example"))!.Owner;
        var grant = (await grants.FindAsync(owner))!;
        string[] missing = [.. left.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Root + name)];
        await grants.SaveAsync(owner, grant with { Scopes = [.. GoogleScopes.SignIn.Except(missing)] });

        var connections = await app.Casey.GetFromJsonAsync<JsonElement>("api/connections");

        var google = connections.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("provider").GetString() == "google");
        Assert.Equal((true, problem), (google.GetProperty("connected").GetBoolean(), google.GetProperty("problem").GetString()));
        Assert.Equal(missing, google.GetProperty("missing").EnumerateArray().Select(scope => scope.GetString()!));
        Assert.Equal(problem is not null, google.GetProperty("action").GetString() is not null);
    }
}
