using System.Security.Cryptography;
using System.Text;

namespace CaseyOS.Functions.Local;

/// <summary>Without the Functions host, only this process's own pump may start functions: it knows a word nobody else can.</summary>
internal sealed class PumpTriggerGate : TriggerGate
{
    public const string Header = "X-CaseyOS-Pump";

    /// <summary>Random for each process and never written anywhere.</summary>
    public string Secret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    protected override bool IsCaller(HttpContext context) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString()), Encoding.UTF8.GetBytes(Secret));
}
