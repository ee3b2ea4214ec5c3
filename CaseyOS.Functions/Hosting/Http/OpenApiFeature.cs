using System.Text.Json;
using System.Text.Json.Nodes;
using CaseyOS.Core;
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
                Description = "JSON in snake_case, times in UTC ISO 8601, errors as problem details. State changes need the header X-CSRF-Token with the value from GET /api/me; scripts send X-Admin-Token and X-Owner instead.",
            };
            // Where it runs differs from installation to installation; paths are relative to the document.
            document.Servers = [];
            RequireDiscriminators(document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    });

    public static void MapOpenApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/api/openapi.json").AllowAnonymous();

    // The framework writes the word that tells kinds apart into every one of them, and forgets to say that it is always there.
    private static void RequireDiscriminators(OpenApiDocument document)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        foreach (var kinds in schemas.Values.Select(schema => schema.Discriminator).OfType<OpenApiDiscriminator>().ToList())
        {
            foreach (var kind in (kinds.Mapping?.Values ?? []).Select(reference => reference.Reference.Id).OfType<string>())
            {
                var schema = (OpenApiSchema)schemas[kind];
                (schema.Required ??= new HashSet<string>(StringComparer.Ordinal)).Add(kinds.PropertyName!);
            }
        }
    }

    // Types with a converter or parser of their own say nothing of themselves to the framework.
    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (!type.IsGenericType)
        {
            return;
        }

        if (type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            (schema.Type, schema.Format, schema.Properties) = (JsonSchemaType.String, "uuid", null);
        }
        else if (type.GetGenericTypeDefinition() == typeof(Word<>))
        {
            var words = type.GetGenericArguments()[0].GetEnumNames().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);
            (schema.Type, schema.Properties, schema.Enum) = (JsonSchemaType.String, null, [.. words.Select(word => (JsonNode)word)]);
        }
    }
}
