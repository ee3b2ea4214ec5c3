using CaseyOS.Testing.Orchestration;

namespace CaseyOS.Functions.Tests.Hosting.Durable;

/// <summary>The shared suite on the binding for the Durable extension.</summary>
public sealed class HostedSuiteTests(HostedSetting setting) : OrchestrationSuite(setting), IClassFixture<HostedSetting>;
