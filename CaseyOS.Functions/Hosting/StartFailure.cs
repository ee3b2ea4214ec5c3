using System.Net.Sockets;
using CaseyOS.Functions.Local;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace CaseyOS.Functions.Hosting;

/// <summary>Failures at start that the operator can mend: said in a line each, without a stack trace.</summary>
internal static class StartFailure
{
    /// <summary>What to say, or null when it is a defect that deserves its stack trace.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        LocalStartException local => local.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        AggregateException { InnerExceptions: var inner } when inner.All(one => one is OptionsValidationException) => string.Join(Environment.NewLine, inner.Select(Explain)),
        IOException { InnerException: AddressInUseException or SocketException } taken => $"{taken.Message} Stop whoever listens there, or set Local__Port to a free port.",
        _ => null,
    };
}
