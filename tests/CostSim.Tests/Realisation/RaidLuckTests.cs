using CostSim.Compilation;
using CostSim.Realisation;
using CostSim.Sampling;
using CostSim.Tests.Simulation;

namespace CostSim.Tests.Realisation;

/// <summary>Luck that is drawn for all raids of a kind together is what each address holds by itself.</summary>
public sealed class RaidLuckTests
{
    [Fact]
    public void Every_raid_has_the_words_of_its_own_address()
    {
        Model model = ScenarioCompiler.Compile(TestScenarios.Read(TestScenarios.Constant, [("raids.second", """
            { "name": "Second", "phase": "peace", "ratePerYear": 1, "targets": { "port": 1 },
              "archetypes": { "one": { "weight": 1, "attackers": { "cruise": 1 } } } }
            """)]));
        (string raid, int system, int threat) = (model.RaidIds[1], model.Systems.Length - 1, model.ThreatIds.Count - 1);
        (string systemId, string threatId) = (model.Systems[system].Id, model.ThreatIds[threat]);
        var luck = new RaidLuck(model);
        foreach ((long trial, int others, int count) in ((long, int, int)[])[(3, 3, 5), (4, 700, 2001), (5, 0, 8)])
        {
            var address = new TrialAddress(11, trial);
            ulong[] numbers = [.. Enumerable.Range(0, count).Select(i => ((ulong)(i % 20) << 20) | (uint)i)];
            luck.Begin(address);
            luck.Add(0, numbers.AsSpan(0, Math.Min(others, count)));
            int first = luck.Add(1, numbers);
            for (int i = 0; i < count; i++)
            {
                uint number = (uint)numbers[i];
                var told = new RaidEvent(0, 1, 0, first + i, 0, 0);
                Assert.Equal(address.Words(StreamKey.Of(EventStreams.Place(raid)), number), luck.Place(1, first + i));
                Assert.Equal(address.Words(StreamKey.Of(EventStreams.Hit(raid, threatId)), number).FirstPair, luck.Hit(1, first + i, threat));
                Assert.Equal(address.Words(StreamKey.Of(EventStreams.Ready(raid, systemId)), number).FirstPair, luck.Ready(told, system));
                Assert.Equal(address.Words(StreamKey.Of(EventStreams.Kill(raid, systemId, threatId)), number), luck.Kill(told, system, threat));
            }
        }
    }
}
