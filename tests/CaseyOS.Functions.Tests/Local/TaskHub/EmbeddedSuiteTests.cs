using CaseyOS.Testing.Orchestration;

namespace CaseyOS.Functions.Tests.Local.TaskHub;

/// <summary>The shared suite on the embedded hub.</summary>
public sealed class EmbeddedSuiteTests(EmbeddedSetting setting) : OrchestrationSuite(setting), IClassFixture<EmbeddedSetting>;
