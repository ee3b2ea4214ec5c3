using CaseyOS.Testing.Sandbox;

namespace CaseyOS.Testing.Contracts;

/// <summary>What a program really asked of the sandbox, held against the official descriptions.</summary>
public static class RecordedRequests
{
    /// <summary>Complaints about requests to described services, each once.</summary>
    public static IReadOnlyList<string> Problems(IEnumerable<SandboxRequest> requests) => [.. requests
        .SelectMany(request => OfficialContracts.ForSandbox(request.Path) is var (contract, path)
            ? contract.CheckRequest(request.Method, path, request.Query, request.Body)
            : [])
        .Distinct(StringComparer.Ordinal)];
}
