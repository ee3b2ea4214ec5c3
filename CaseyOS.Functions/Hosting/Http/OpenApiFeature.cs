using Microsoft.OpenApi;

namespace CaseyOS.Functions.Hosting;

/// <summary>The OpenAPI document, made from the endpoints themselves.</summary>
internal static class OpenApiFeature
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "CaseyOS",
                Version = "v1",
                Description = "JSON in snake_case, times in UTC ISO 8601, errors as problem details. State changes need the header X-CSRF-Token with the value from GET /api/me.",
            };
            // Where it runs differs from installation to installation; paths are relative to the document.
            document.Servers = [];
            return Task.CompletedTask;
        });
    });

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/api/openapi.json").AllowAnonymous();
}
