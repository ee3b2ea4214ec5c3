namespace CaseyOS.Core.Connectors.Resilience;

/// <summary>Asks the gate before every call that is not declared free of effects.</summary>
internal sealed class EffectGateHandler(IEffectGate? gate) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (gate is not null && !request.IsRepeatable())
        {
            await gate.PassAsync(cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
