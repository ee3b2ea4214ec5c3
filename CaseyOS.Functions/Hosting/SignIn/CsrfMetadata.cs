namespace CaseyOS.Functions.Hosting;

/// <summary>Marks an endpoint that changes state without a session, so that no anti-forgery token can be wanted.</summary>
internal sealed class NoCsrfMetadata
{
    public static NoCsrfMetadata Instance { get; } = new();
}

/// <summary>Every other endpoint wants the token on POST, PUT, PATCH and DELETE, without saying so.</summary>
public static class CsrfConventions
{
    /// <summary>For calls that do not ride on the session cookie: signed webhooks, the host's own calls.</summary>
    public static TBuilder WithoutCsrf<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(NoCsrfMetadata.Instance);
}
