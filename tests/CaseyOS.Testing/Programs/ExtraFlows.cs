using System.Runtime.Loader;
using CaseyOS.Core.Orchestration;
using CaseyOS.Testing.Orchestration;
using CaseyOS.Testing.Programs;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(ExtraFlows))]

namespace CaseyOS.Testing.Programs
{
    /// <summary>
    /// Registers <see cref="Marathon"/> in the real program, which knows nothing of it: .NET loads this assembly because the
    /// program's environment says so.
    /// </summary>
    public sealed class ExtraFlows : IHostingStartup
    {
        private const string MarksVariable = "CASEYOS_TEST_MARKS";

        /// <summary>Settings of a program that is to have them; what activities do is written to <paramref name="marks"/>.</summary>
        public static void AddTo(IDictionary<string, string> settings, string marks)
        {
            settings["DOTNET_STARTUP_HOOKS"] = typeof(ExtraFlows).Assembly.Location;
            settings["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(ExtraFlows).Assembly.GetName().Name!;
            settings[MarksVariable] = marks;
        }

        public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services
            .AddSingleton(new MarkFile(Environment.GetEnvironmentVariable(MarksVariable)!))
            .AddOrchestrator<Marathon>()
            .AddActivity<Mark>());
    }
}

/// <summary>Called by .NET before the program's Main; name and shape are its rule. Lets the program find this assembly by name.</summary>
#pragma warning disable MA0047 // the rule says without a namespace
internal static class StartupHook
#pragma warning restore MA0047
{
    public static void Initialize()
    {
        var here = typeof(StartupHook).Assembly;
        AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == here.GetName().Name ? here : null;
    }
}
