using System.Text.Json;
using System.Text.RegularExpressions;
using CaseyOS.Functions.Hosting;
using CaseyOS.Functions.Hosting.Durable;
using CaseyOS.Testing;
using CaseyOS.Testing.Programs;
using CaseyOS.Testing.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace CaseyOS.Functions.Tests.Hosting;

public sealed partial class FunctionFileTests(AzuriteFixture azurite)
{
    private static readonly string[] Methods = ["delete", "get", "head", "patch", "post", "put"];

    [Fact]
    public void Http_EveryFunction_IsOpenToAllMethodsWithoutKey() => Assert.All(FunctionFiles.OfType("httpTrigger"), function =>
    {
        Assert.Equal("anonymous", function.Trigger.GetProperty("authLevel").GetString());
        Assert.Equal(Methods, function.Trigger.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(2, FunctionFiles.All.Single(found => found.Name == function.Name).Bindings.Length); // passed through only with one in and one out
    });

    [Fact]
    public void Http_NoRoute_CatchesEverything() => Assert.All(FunctionFiles.Routes, route =>
        Assert.Matches(@"^([a-z]+(/\{\*path\})?|\{ignored:maxlength\(0\)\?\})$", route));

    [Fact]
    public async Task Http_EveryRouteOfTheProgram_IsReachedThroughTheHost()
    {
        await using var app = await CaseyApp.StartAsync(azurite);
        var endpoints = Endpoints(app).Where(endpoint => Function(endpoint) is null).ToList();

        Assert.True(endpoints.Count > 10);
        Assert.All(endpoints, endpoint => Assert.True(IsCovered(Concrete(endpoint)), $"{endpoint.RoutePattern.RawText} lies under no route of an HTTP function."));
    }

    [Fact]
    public async Task Triggers_NoneOfTheirPaths_IsReachedThroughTheHost()
    {
        await using var app = await CaseyApp.StartAsync(azurite);
        var functions = Endpoints(app).Select(Function).OfType<string>().ToList();

        Assert.NotEmpty(functions);
        Assert.All(functions, name => Assert.False(IsCovered($"/{name}"), $"{name} is reached from outside."));
    }

    [Fact]
    public async Task Triggers_EveryRegistration_HasItsFileAndViceVersa()
    {
        await using var app = await CaseyApp.StartAsync(azurite);
        var registered = app.Services.GetServices<TriggerRegistration>().Select(trigger => (trigger.Name, trigger.IsTimer)).Order();
        // Alone there is no Durable extension to hand anything over to.
        var hosted = FunctionFiles.OfType("durableClient").Select(function => function.Name).ToHashSet(StringComparer.Ordinal);
        var files = FunctionFiles.OfType("timerTrigger").Select(function => (function.Name, true))
            .Concat(FunctionFiles.OfType("queueTrigger").Select(function => (function.Name, false)))
            .Where(function => !hosted.Contains(function.Name)).Order();

        Assert.Equal(files, registered);
    }

    [Fact]
    public async Task Durable_EveryOrchestratorAndActivity_HasItsFileAndViceVersa()
    {
        await using var app = await CaseyApp.StartAsync(azurite);
        var mapped = Endpoints(app).Select(endpoint => endpoint.Metadata.GetMetadata<DurableFunction>()).OfType<DurableFunction>().Select(one => (one.Kind, one.Name)).Order();
        var files = new[] { DurableFunction.Orchestration, DurableFunction.Activity }.SelectMany(kind => FunctionFiles.OfType(kind).Select(function => (kind, function.Name))).Order();

        Assert.Equal(files, mapped);
    }

    [Fact]
    public void Settings_EveryOneInAFunctionFile_IsInTheSampleWithAValidSchedule()
    {
        var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"))).RootElement.GetProperty("Values");

        Assert.All(Settings(), setting =>
        {
            Assert.True(sample.TryGetProperty(setting.Replace(":", "__", StringComparison.Ordinal), out var value), $"{setting} is missing in local.settings.sample.json.");
            Assert.NotNull(CaseyOS.Functions.Local.Schedule.Parse(value.GetString()!));
        });
    }

    [Fact]
    public void Settings_EveryOneInAFunctionFile_IsInTheInfrastructure()
    {
        var app = File.ReadAllText(Path.Combine(Repository.Root, "infra", "bicep", "modules", "app.bicep"));

        Assert.All(Settings(), setting => Assert.Contains($"{setting.Replace(":", "__", StringComparison.Ordinal)}:", app, StringComparison.Ordinal));
    }

    // Sample and infrastructure name the same settings of the product; what only one kind of place needs stands here.
    [Fact]
    public void Settings_OfTheSample_AreInTheInfrastructure()
    {
        string[] onlyLocal = ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME", "Storage__ConnectionString"];
        var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"))).RootElement.GetProperty("Values");
        var app = File.ReadAllText(Path.Combine(Repository.Root, "infra", "bicep", "modules", "app.bicep"));

        Assert.All(sample.EnumerateObject().Select(setting => setting.Name).Except(onlyLocal), setting => Assert.Contains($"{setting}:", app, StringComparison.Ordinal));
    }

    // The host resolves %Schedules:X% and not %Schedules__X%.
    [Fact]
    public void Settings_InFunctionFiles_AreSpelledAsTheHostResolvesThem() =>
        Assert.All(Settings(), setting => Assert.DoesNotContain("__", setting, StringComparison.Ordinal));

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    private static IEnumerable<string> Settings() =>
        FunctionFiles.All.SelectMany(function => function.Bindings).SelectMany(binding => Setting().Matches(binding.GetRawText())).Select(match => match.Groups["name"].Value);

    private static string? Function(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<TriggerRegistration>()?.Name ?? endpoint.Metadata.GetMetadata<DurableFunction>()?.Name;

    private static IEnumerable<RouteEndpoint> Endpoints(CaseyApp app) =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().DistinctBy(endpoint => endpoint.RoutePattern.RawText);

    private static string Concrete(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => segment.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "x"));

    private static bool IsCovered(string path) => FunctionFiles.Routes.Any(route =>
        new TemplateMatcher(TemplateParser.Parse(route), []).TryMatch(path, []) && (!route.StartsWith('{') || path == "/"));
}
