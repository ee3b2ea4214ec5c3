using System.Text.Json;

namespace CaseyOS.Functions.Hosting;

/// <summary>The answer the host wants; its property names are the host's, not ours.</summary>
internal sealed record InvocationAnswer(Dictionary<string, object> Outputs, string[] Logs, object? ReturnValue)
{
    public static JsonSerializerOptions Options { get; } = new();
}
