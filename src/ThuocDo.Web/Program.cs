using ThuocDo.Database;
using ThuocDo.Shared.Time;

var builder = WebApplication.CreateBuilder(args);

// Settings are read from the configuration, which holds the environment's: a test gives each host its own.
builder.Services.AddThuocDoDatabase(
    DatabaseTarget.Choose(builder.Configuration[DatabaseTarget.Variable])
);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Clock>();

var app = builder.Build();
app.Run();
