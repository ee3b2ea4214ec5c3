using CaseyOS.Testing.Orchestration;

namespace CaseyOS.Core.Tests.Orchestration;

/// <summary>The shared suite on the executor alone.</summary>
public sealed class ExecutorSuiteTests(ExecutorSetting setting) : OrchestrationSuite(setting), IClassFixture<ExecutorSetting>;
