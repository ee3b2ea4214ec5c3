using CaseyOS.Functions.Hosting;

var builder = WebApplication.CreateBuilder(args);

// one line per feature
builder.Services.AddHosting(builder.Configuration);

var app = builder.Build();
app.UseHosting();

// one line per feature
app.MapTriggers();

await app.RunAsync();
