using Microsoft.Extensions.DependencyInjection;

namespace ThuocDo.Oversight.Voices;

public static class VoiceServices
{
    public static IServiceCollection AddVoices(this IServiceCollection services) => services;
}
