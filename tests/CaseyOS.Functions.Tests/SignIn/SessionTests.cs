using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Sandbox;
using CaseyOS.Testing.Storage;

namespace CaseyOS.Functions.Tests.SignIn;

public sealed class SessionTests(AzuriteFixture azurite, SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task Me_AfterSignIn_NamesTheUser()
    {
        await using var app = await CaseyApp.StartAsync(azurite, sandbox);
        using var casey = await app.SignInAsync();

        var me = await casey.GetFromJsonAsync<JsonElement>("api/me");

        Assert.Equal("casey@dwtb.example", me.GetProperty("email").GetString());
        Assert.Equal("Casey Larkin", me.GetProperty("name").GetString());
        Assert.True(me.GetProperty("is_admin").GetBoolean());
    }
}
