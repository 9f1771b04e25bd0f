// The table Packed below is a subset (dimensions 2 to 1024) of "new-joe-kuo-6.21201", repacked. Its licence:
//
// Copyright (c) 2008, Frances Y. Kuo and Stephen Joe
// All rights reserved.
//
// Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
// conditions are met:
//
//     * Redistributions of source code must retain the above copyright notice, this list of conditions and the following
//       disclaimer.
//
//     * Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
//       disclaimer in the documentation and/or other materials provided with the distribution.
//
//     * Neither the names of the copyright holders nor the names of the University of New South Wales and the University of
//       Waikato and its contributors may be used to endorse or promote products derived from this software without specific prior
//       written permission.
//
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS ``AS IS'' AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED
// TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
// COPYRIGHT HOLDERS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT
// NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
// CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
// ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
namespace CostSim.Sampling;

/// <summary>
/// Direction numbers of the Sobol' sequence in 1024 dimensions (Joe and Kuo, "Constructing Sobol sequences with better
/// two-dimensional projections", SIAM J. Sci. Comput. 30, 2008, table D(6)).
/// </summary>
/// <remarks>
/// Packed in order of dimension, lowest bit first: for a polynomial of degree s its s − 1 inner coefficients, then of each starting
/// number mᵢ the i − 1 bits above the lowest, which is always 1. Tested by <c>SobolDesignTests</c> against rows of the published
/// table and points of another implementation.
/// </remarks>
public static class SobolDirections
{
    /// <summary>Number of dimensions in the table.</summary>
    public const int MostDimensions = 1024;

    private const int Bits = 32;

    // Number of polynomials of degree 1, 2, …, 13 in the table.
    private static ReadOnlySpan<int> CountOfDegree => [1, 1, 2, 2, 6, 6, 18, 16, 48, 60, 176, 144, 543];

    /// <summary>The direction numbers v₁ … v₃₂ of each dimension, each with its bits reversed, so that bit 0 stands for ½.</summary>
    /// <param name="dimensions">Number of dimensions, 1 to <see cref="MostDimensions"/>.</param>
    /// <returns>32 numbers per dimension, one dimension after the other.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The table has fewer dimensions.</exception>
    internal static uint[] Reversed(int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MostDimensions);
        uint[] reversed = new uint[dimensions * Bits];
        Span<uint> m = stackalloc uint[Bits];
        m.Fill(1);
        Store(m, reversed.AsSpan(0, Bits));
        byte[] packed = Convert.FromBase64String(Packed);
        int position = 0;
        int dimension = 1;
        for (int degree = 1; dimension < dimensions; degree++)
        {
            for (int k = 0; k < CountOfDegree[degree - 1] && dimension < dimensions; k++, dimension++)
            {
                uint polynomial = Read(packed, ref position, degree - 1);
                for (int i = 0; i < degree; i++)
                {
                    m[i] = (Read(packed, ref position, i) << 1) | 1;
                }

                Extend(m, degree, polynomial);
                Store(m, reversed.AsSpan(dimension * Bits, Bits));
            }
        }

        return reversed;
    }

    // m_k = 2 a₁ m_{k−1} ⊕ 4 a₂ m_{k−2} ⊕ … ⊕ 2^s m_{k−s} ⊕ m_{k−s}.
    private static void Extend(Span<uint> m, int degree, uint polynomial)
    {
        for (int i = degree; i < Bits; i++)
        {
            uint value = m[i - degree] ^ (m[i - degree] << degree);
            for (int k = 1; k < degree; k++)
            {
                if (((polynomial >> (degree - 1 - k)) & 1) != 0)
                {
                    value ^= m[i - k] << k;
                }
            }

            m[i] = value;
        }
    }

    // v_k = m_k · 2^(32 − k) with reversed bits.
    private static void Store(ReadOnlySpan<uint> m, Span<uint> reversed)
    {
        for (int i = 0; i < Bits; i++)
        {
            uint direction = m[i] << (Bits - 1 - i);
            for (int bit = 0; bit < Bits; bit++)
            {
                reversed[i] |= ((direction >> bit) & 1) << (Bits - 1 - bit);
            }
        }
    }

    private static uint Read(byte[] packed, ref int position, int count)
    {
        uint value = 0;
        for (int bit = 0; bit < count; bit++, position++)
        {
            value |= (uint)((packed[position >> 3] >> (position & 7)) & 1) << bit;
        }

        return value;
    }

    private const string Packed =
        "FxGFtVBIlJybS0Aj5dWHcXDDVcG48cRH2NxYptIH756ZuO2IhzzxQ0pgmhNTrKeo/VOxST2uCSN+NiQAvCx1pciOSusFm/pYR+REtHhTCw3cA9/vpnnMn2JDjvwNpq/0" +
        "3z+YJa1i8k1p15Hw8rWgltjDDzzJgiyBmUamcpy4FyDLHS5HzpHxvbk3qEI9GB5GtnLY84dIGs2j/r1aL1XVhAiVo8v63rAGsAkiEBDORbBqEfF5ZvkZaKGPtsXCkoPn" +
        "tS98WmrwS/N9SoluN8ie+52yQ//ZGFA+Mt9pBTiEqvb5kkpuDe4UGkWhQQNBUvYOsN9+VVANlAVb8hvjP+81yGdbP2cKpP5nh8btk/KQbSxqfVuvB4Ex0Kx8OvB8AJGY" +
        "TkXPV4rBte+P8di0p6uYkQwEjq+EKQk/DE+d6BTaCHc6dedlh61l4ayTA2us9UfRtdIK2lZi608JeeK5D5mnAf6b55xYB8IAQBLZe5xfdQzx2k42NXjNvUhcwq7jG7Wp" +
        "Q1kuFjLwTuY/c8irpm7QJlNs7HO2BccX32wN/O/0VAlLx9a/uYR6SQRyEVL8rVwDS+b3H5o3IaOx8tlWWpDpDvDaPTLuNESIAO6NKvtA+ZQKhPl/VM4UFzFtBhd8KmIy" +
        "RXDimfiaI954k/oxhwWf7spO55nJJ7CLCH+8c98LWp2hkMnIUQPGqP4rcyZURVKe+1bbiZgO46EzPKwnTA3NshYfisRs7ZyMrPrMtgQgubWO5aFxqaMwFa9b23VybCpV" +
        "ZaiSL2Nuy6FxnNBKWM6FNeW4T7DTDDUpbxP6ewTN7vtw6SEg/P3kmsq5B1NC0cN7mSOhMASnK7gDSYx1+unttBsd/DkLQ3DIu6Bc+yBxkjL+DbWxtNT6uxfoeDyFdcAX" +
        "Y8FPnTcha3tJNJuU9YkzaV14IyXUAGBhRqDl3Vlar3EMVVv7tlhRUfpY+93KT6vf0It1G86Av7njQ97l9NYHWYNKJHNccp4F7Olx+qMlS0G+pLTpD1LLlzWpGgRmixeb" +
        "sc6Xd8OvErF5V5P/15XvKa23HFNvvCZfG40AJE+bqTTN9NjXHPnbtUJ7U2evSHye3z565S+18ccmHDHmswLsjfEeTgh1FnhjrdSdeGNUwA+y5Vlq5LKALsQMky0yO0IA" +
        "Plx7YW8zBhsh4bZmc7QMaofD5QKbQRw+pnxEt1fBPYwVLTMegQ6MyCIPWI3zLCghNcDnlXtde2JnJ/yLet9PRWDEBke/QAALM4ZDGRod2xkm456NY3wNNJw9lZBtlHBw" +
        "KKa/nvvYWufQx5U7Le971IE2s5eFMbTV4xehIQvUumvIQXWUO72sPJGZgdBYd/WDJMBKwm0IXGlKlHdZYpMi9p1cspFJ+1N+PTEgXg3tYjGL4tiqhqNFhCHlIdYyrNsA" +
        "hIpkbicrOum/lca5gZiKO2Auk6u38Te1X11+EsrIAzyWv9THIVd57DeCwbH+3xAsGB6D71DGJZJKrua+qShB5H5izbtGZikOHIubP5ta5oYx+ziJM6VZ8EUMdqwuqIw8" +
        "6tLyRCxAMMVGw/aJ6uCm5q0rAiSW3qsblPwZCKiJF6VapZTQS0g2oIgSW6FAa07AKS4URQ4xXfy0rh2SwlLcWV6mzzB5vbE3i4p8bWKSWpnvSqXyFAPUj5xdMPzJkwLC" +
        "eHm5K1Sg8QXFLFgTKTLkO82hFptTM8jGizJVsKlU8DHdmjwGVWH8Y6ke4x2zYqtuoJFGiGhFUZD7sb1KVgvXr8Yw7G76Ft2Er/yVhYSuqBPyNuk47F2Mdb8fNpFsvHZr" +
        "GE24fF599Vuj2ndfPwJrNSAT/GUxEWbfwxEL/cpHzI/zMKdP7JOZmWyp8jcX/zNSG/8WWsEVaBSlOvbpV9vSlGSBrIptF6wJtlRXJBoJXsOZmX7T7BjKJqLbLn+Y9L9t" +
        "9E/M6Kvn69s/j73ipkppuJvFeO67xVRxi7Iy8gAq5OTAAqCggNRCyjFpkEqvvF+uq42oSfrENm4XSJaAYZT29k5P3mnHueJP3tEERIp6IaO9/FcikBfZkHt2HTDFdfqz" +
        "+brZ5OHyH+72laOsgzEwlQp81pDu/9x4GqhCJrkQ56FlcMyuTFIlHPGg8TCZ6vT8aUVETJeKdXU9jFAGTQjzer0aY6ItzQoGTjkyg3PhyJwJhbSwXhb8iHoR2avvv3wP" +
        "dlryxFFwf6g83yRdhcA4+FjMSfypMUW0xkGWTY8IDUII1y/jT9pxiIB/Y9ovcuaR95vMZDk5D8rr3aQ5aflR7wy6UlPlByfCDIMVJ/WlPIvp1p9OlJYzz0TA7p5s1Zue" +
        "WbDOQC1QtXxVOhuHoqH8oPJKbx2taEIo4SWVTeoN6N6ECOW3NKGlai8IYQBqm4sYOFX6ftTohEJzSIWgqoBAUHUD9h1WMYrmagmUDLFyCDLxVWUzb91Xqty7h23hms2+" +
        "bZDb8kjWRR2xA1UH/WwIf0WQaAyRWqUowJkcJGC3RFsb2iwtV29bjtc3FdrX5PIK3P4rm7nXXWOUTc409bQ7FZGh4sgrhFc4+xuj1no87wbwI5Goalrf+qZWN4mhncD0" +
        "I9iwZml4hw2QrYu7T40QnyxoEcr1bCd+vxroBv76VOwDfOhQ/YLJeBINYfdzDs+xO35/kMtJfWQ+hUZ20g1hySfEDMdHDT+VO9VSc4fVTi9392zRfsrVcR44gsFksPv0" +
        "/CUsmBY88/F5quC45iF8BbSuus4GP3c7aU1tlrzyRMvT2Jgjb9jY+qilhFyum2FOXY8xGQ+XWQbPfkbWzAFDFrvtDG0pSPTczJucQaOSlzXCt9nbMYGF165whnP9SVZ+" +
        "GePO+CRDvnIhzI/NNPNuzeabS71OzL2F411H627C+/na1q53dhGxfYu2PYFw7vIRxKc7cNVCTJl/LHikMeuIRz4/8oqUckCROqblk+FTD7BRP82vvXB5VyUhppfpy6Zw" +
        "KqhY/0S3wnLPmNG+qTS6KljjYv6ZME/gfd0j/Vai0jy3j6H8Dx875SJCSvo7Ua5waMpwKfCi81DHy3TznAZB3LnqC5MLXfRgX1gHub1hVUAfrKPlaXbkOcXOBPY6lRgK" +
        "fSc/0OAqXto/4CkERh36uTrbou3MbhmE27xdoUTQ8z6PUE9qbTDqtSs9Eo2VJjFGTLwkdiIRIFmd/1PEjFNk5/rXn67BAb+KWnmG+A8j5ORggXsaSJMDSwp3LWiL+bdn" +
        "oVk+E8a06ur3Mn+REtkYXfPkITAF/ZYdmFufEBObGpa8I7QTam0kMTpgg4wSDzTmir/qupG1Od7LCqpEQTyiFwrfH0hPsfNMQHb2cwJgR3DLiSC/TIyz7CErP0FUWFRe" +
        "gM8LlCtqwF3kV1wyaoGF/oMM8j1cVbqyvAhJU2UeoCh5GJfiU58d2guRHLM/E0IQFrSJP2TUQdLK1I+9tOWMP6f2MgHGN9afqcXjEkliOFTANLjX+jGVxBL/4AYOELnC" +
        "tNSfLuYsBs0xk5uoVx6denDfvKeaGWWo07fXvVu7aVL/gLDvfl0Y1zcHwlAhM2fx8bom6huC5nZOE29d3fpEUqmkVLBy4re4qElDicaOwH3kGXVZGQpFgZvfqqMw7Q1T" +
        "PkZOkqck7AF5Hew9S6OVNDS1vGRiop1ME6V8GfsXWT/yh0pTH/I1uVttxlGHByQKfVGiT5gqRnIJbQcgf6FkdSm3qCUfrBYprrqWZwbkNRO21lWsNEql90KatLtAWBiw" +
        "/WFu8axXtD2LrG5tAxcEGxp9sJF+xMtkZIS+wrbHjHEfqkxfMqAtFyTRNJZZkiQ5n6IWBSk1SL7Ad7y2SjS9ho6NSvwMHZit4vqax2eQwBjeYNzSX6vGfWCwM6GTp+Tb" +
        "LOp8+0J0qZ0apTGJb6vrbi5h5wP4heIq4q2aEawv9Tsxb72ymQo+8ihldrPXGkEVT9xbWNv3lPaFf9gUij0B3078RUW/7UNHKyR/dobPyWwC04VTm9o4Tb1+KCNxJOYv" +
        "ukO7eZol+ojSWrOj0yLGRdm9hHJda6307vi+6UyIJ/H0VyM9Qwyji1Qr4NLkJ1mKuTHZZ6GgjLMVIq13TzpZlvOqORlqPLtO9DJZ8HRcAFrwxmIWU+3OHIV6UYnN6Dn2" +
        "btRfgFe8SaTeHg+V7tEKOUeBpr96cVv9OecLZC9r2K662vPUbG7PaRw6/7qhkt6ss9Esuj5U9HmG5pTvyDWOjBIf5NR7vbyxSNOFZA0t2/dXrYt6QvN2dBNe5T9aSXhW" +
        "BrfkL36F6/UD282fbFkDejXoAm/csSH7rrCNyhsRH5fKtSZ2w5Lpxr+oa/fHkjtj7aq8GIq32szxM6I/GLdrkcuKIL2gHKaU+XR5s/4591kn6/nuxB163C0PXangrdsv" +
        "OQ9nfc47vb90GXUxnjIdC5j9MzGs+FGmUwSTaV7W/49cd7tg6i3Babl06JEnvOTBu2z0BC2ciQVzXPFPDENDHHJeQ/unE9DrxU/e1RDe2VAYmELK70hlh+ykZwt1mUOY" +
        "y5WW1L8IMfOCzeYvMPCxQ+ZntkqRPZh1ys4sqM0VY+MtfnueNZ36l4qEM6weNAyPC8+BuiVAkX7KXdCRaFxrI9ROkQrkBKDzzaAa0vPIJCv9QKlWGw0KOR7YCsKl60MO" +
        "uQXbACoGhL1k2BRUS4smArHhUWJIVzyfc1S4pwupqJpGp9EMr1igMroisxDw4urNLbDud0fZi9wnjp7WsJlyeJRTadMHWi2vFjXzC8wWzZ78yP1yvkVAxBNU6KHb0SWv" +
        "KxQyFZqYjPuoxASIT6k5i4g3boQQMDwDRrLxKXwLRKgUte5NPk4cFJ7UJLVY3LfkmrgfuF5jzXxhgnlULNxuO7oP1VqDxKjB0LH32wgsATyPu2Ujf+gOP4DEHGLmDQBq" +
        "mpbF+jr9jlRNwDHRguzAeflp2aIBCG/pNFU8w0O0XwrUYjSpdgiqafz8MjA3fzfdepj3GvHcQCjQjsR0VgWWtVQE5MBqsvK4J2bvtxEEf6wGKo72EAhPT0DKoXvvkEgG" +
        "okJKQfsXXgGHQbAoY3YFGgZ5s6Jz6VpxVRdUowg7p8QUdTDBXiCS2MjzqU/E7vqFAfmpG9T6OpKAKUsG+/4kHtx5HgZdOhxEyzx97evw/l3KeUBIQ1WJGOpoc5UYArda" +
        "rf0XxlNEWa8IA6my3SGvbMGrCCUURpOj5LD5/3aJl/CrUcJrzgrKoCR1AuL54gx9vI5oDhEKBRn8+p0DKfur7iygSKUXZcjjnphKtdBsWeYuTcdqGOPzgoPd0Bq9Z5wc" +
        "V0MM03fUrMeQQfkszjJcaIgTAhcBorjDznCP9pAGjrLMjm59g/NJZF9wkx0qsQgOAJMFDqyzpagj4TiEIh/79Ql8y9FO5vBQpbMCcB7Dm2O+g+DWeRbuGec0ohcPGiue" +
        "k57oLHwtOT4kFfceSvooJy6G/YAd4+sM82jrG/cwBBoDGbLC+qX6BiURfxu4BxJ1O0E980Y8A8aEqF9UrERUHlG8LEZUjVJge3WHhI4uBSVOVXv6It8SghbqZUer8bee" +
        "kku8zu8uOhKXwmf9PKHk2VKy9IOyFzD/ROSRXJjUzNdr6E8UVK5BDI7KLNp2wlKU83UYjGXhAVsxTYH+YOpzQu5rFcJkhZXjqhbmyXQjyPsVxOCNZfP2Wh6/sFlg4IlZ" +
        "AHRyb2tcd0GjKjF//YlUIZPsRWKH2qcxK7IgJdUXn/ZW+T6MqkHSsGCwrZW02OWzRPYHk6EQ7AKhAGS4EfVXxuACMWa8J20UiTcaUaWFdWVFCtCyjmrgltfJfUxP+6Xb" +
        "rKHaLrkcHnwPoOneBjW6YKtJZ27hG4obE+q5j2t4UqGvom/UMJk6qOA+JuzHw+G8YByiwCD9AUwaB3/tUN3lgRnZHqUcCyXcQCSFAeP6enQkpQIY9BYtnbUH1OGg8jch" +
        "wYBJ5G5gR+VlftMBFeIZiLIdKxDBW3c/VeTzRnecm5KtYbKa5y2i8PG4RUTtSgoFKrnbx9OSIvnRv2ZFZ88fVoz1CHlvp/AOcIHAYpHpwnnItofVCZKOmhZq1hQtoBg8" +
        "yB6cFzqMpR6cXiAhUu2cSAeVPcguLoX4bgE8aSjnBBtoHsLZQ2ljSMJQ1X+iyBu7eOiswtNyybQimnMva30SC+bdEIy0i2ViaqgC1cbxNhJr3E4Jhh5saXX/yErknWrT" +
        "gjL/LREk2HsTRI80q11mYJN0Ktfvpjj3PdNRTkLijWQCloX8k5hrCVMRH+OiFe5bPP8lEfnUORxX+hLqIZi0mW74bxv5zILqY5Laj35on/Uhb7aVyemjiKJklPbIdBwn" +
        "L4cpXG9hNO1HJqH8JsKjDj9AX/6xi3JSUtxJfauKokk4iqRXs1VOBpJLjA8pLz2rwj90Rp5qpqXwTz/c8VqoGlqknAKjjmIceab93WGlyrvZIGCAkw/Am6gq3UKW8qyB" +
        "KxahS6xoYBzDn10Thg03uLLZcb+asuNCkH3tSi3JTreO9i24Gz8scYfdKR9j6s17RLG8sHraw6xE7iZzyjJ18QPOY/o/LXAxy3KYf9I9BGP6oPAsEt0VkJG/4y+G8rWc" +
        "AFeiul1hJQPV3hKnfeMOUvsMdSyKizUfGnVjfNS/j30uMMlFZPBsXCu5xrrMrQw6DWFWioki9eKuUZJuEkmg6hAHjMftsMRNKGFK9SYwnOF4GmcAlgUVP8LIT5qBOdyF" +
        "q6wBFhMohaVVmktioR59TIrU6a6s7DZXlVsyIGHWzCzOg+DRSco8VNnjdYo2A3dwLFMH69oVbxxr6e/SDD8bPKttGlRPobwzr/Jn+8r6uKTld8+0DZRL8C+Oc+B2QxPY" +
        "Wq1aNXVuPfcmjYVV8mTa5HsDOcA0P/v+YPcU3HTkDtZYzku7Stcn+B2VW4NyygBJD37jKE54zeUnvxYP0zFyThI2HY4CzJIHo7KPY92kwwdfcnY7mZH8ekPrz+lzzNPO" +
        "+DolDhvtaPGfrJby2kU5qhKb6akQpd/bVefMxHl9W+zxFrPdpwO6iiO730nZf4CvDlgIgbEM2QnuWuY6uOaWXw5ZL0ziT+2U60zN8V/Ge+gyuSO5qHgIrcclOz7zjjbe" +
        "suWCboEJ5Bg86my0J1zE+N74DfL8jFzpvlmEw9Uy0APbN+CyHSGgf9pxjwqvRi6D16e6MzA+xn4MbMWIAWhObvkYAFQTolZX1rSM78OOJ3gMsqJVRtLfj126OCOlmZpD" +
        "IoQ/aq+EQLmIXDjm8QBNZwMK5orFhS2nDDSTPH2BGD/sP2M8UPd7QLZCN+mtiBtBfjBAa5DHqC4qOgZVqMEBxMhUIXVIHbT1hcldoD6ol917kLQkkHok8Hvs7iVC8VX/" +
        "G4Lo4CwK6QzBrGtIJZ9wuVgcOlSsVBFnQZnS7YkKkce8oxzcvUttxl1Fg7HfxSiztiuSsRUxvk9+hSeF4jM+X7QjPh9gdJzdaGaYEc+hR/ISGGdKuKdGzSVqjkIsgATQ" +
        "0hsJXfHsgOrsqkoJcYT61L7dWBEC9KDT0RUuCXHj0A6tJNhHbW2VunY5Mkr+HiGZYm9B9K5LvEaMh9R7PRML0HxxSGcikh5Pn+hgKnNMR9BIpNz1rgWLYTwDTyUNcTQ3" +
        "d3vz4dn7muQev4tEuVkfrMN+UqVFMDSYLylTrgJKrmfXweZmA2t2TynNUbBSby5oGYPuqgSnZfktRJ9OTr7uUjYOMHH+Higwk+BLuQSAU2pDHsleNTDhGKKYXvnRzJlX" +
        "ybSQ5PqinhCCVB0/E84d2L0caGyUn3xNEWBdcZHlNRUIzTY9JBP3uPmOkoUZ3oQjCdU/uxOFbaOHU9yNqlTdzGoYirlOMaL+fhTnx4Eccz5d8+GJTEUIfZH2+lREU4FQ" +
        "tZlX91YE1KSd2UYwaC9bWnBQNZzf7ooq3VMGvUNVL+wMs9tchwy9EMVZxBmDwiph595k1HsXJm2UwGGo/6FRQRgxDRlv08RIhUkpOCQTPxEWWfFcNAVHecfiNt4x+h3c" +
        "lJ86QM6+boXv8YVTPv8f6BOmiSiyf0/ZhPkcyY7O13IBPjVbGQcWJ4WYZbdKFbxuZemPePtFV0FVng1jq7Fd9eXnNFa9A5qLh4LlwBMiYlVBAwQfThBlkOCu1ZkQEVI7" +
        "5poJO9BWm0lg7V/fA0yuel0Znp7TWEUuQ0a+eRXIu3+m1kZXfaQCliWi/17ANyT9H6RYPJBVcHEONsV5eWQl+/vUP+EPBMWNkrU1e0DcCBeXXShc1lVpEBhXziu0PLhZ" +
        "MSljcNiQ7iqbaWgZb66gFrmFZ+rPpLX5ZsrRLbQZUsfaluxpZKOS0qc6TvRbAjSEDONIz/I/kXABQY2xEZB6OYy6yzUG2imH0m3zihI1F3Y3COdoVqs022tdPUIVRNkx" +
        "xq2+bHaxfaT6s6Rns1qC7PXBHiOZBZBhnXTIV6oywO6kumj5tuZfIyJ4Z0nFiTCr0YGNHm5ZrOxdMIrmEFaO6mOrWocXWWdWmGQvRpQACxhh0m1h08e6sNxfUoJH+IfN" +
        "CGM9sncnnBcxIJb2KWzWmXY3qmuYGG1x+296LxynJYpjaAZWkna41Hu/d5FRik+Ef6kt9r4aRnZ5Um00BU3jtKYrGcbID2ro9cO6vRVlYy568io1DWRM/5UVUpCAsjqI" +
        "MethXiaf0LNFSNzBET2JmSmKcKWF3/LQl4lmoFVEg8I44nbG3JrNrIQOfXvlq8C7cLbBZKvJ6eZ+9VzNmZi49UXpZwGyQF1nJJUDX0Fpa4E5jqH9vub7F4QEQZ7NjDZq" +
        "7jdvQrfVfuBSGhe0qQ9fkj/H235poGDMwdvndf4oyqYpRpvL2wKBmlzSnWY8uwj/N/+/07yImn5LAwimVAEPw91qKwqUpGQ4/xYv4ax93rGTsXAUjyjEurZaY6w1JPAk" +
        "SZASm++LlNft9pb+D3VsIp7UenZbankVwLRJIkHohDQg11en1eauFAoE+RBwQs5q280EG0xgF/Vt0BJvjB4cRSjaFIrrL76l1kgb5ahKtGzZ/ibn7EkgAiQs4ncOnFBP" +
        "yYmzHuseEpFw37lzdkF2bAxjscJRTmDIOlhS3CUqFDcoudEjF+p5oeCQ3FJTGXoHeinupHpyZjG8X+zJkxZ0T8uFoWah8PU01bbcLqdBEQ747t4ZMGfDnHKTDraj0wI2" +
        "cldzZv4++GyQnGl+2NH9HHuLqmR50M/cSAc5ueIZsVHn2Bstnf9k1DmOFa1ZQex0gaSTYfnsdKFkWdUlmGPud4WC2mANWRe7yVwD8fUiL1pznT6sRDSpP9NM5fN2TduR" +
        "BNeXlxxdVt8JMEWcQ64GGSN1fievb7aZ10AV6/cJ3iVdF1+itS0tIEN4RcPYLj+WKQHjJ+IJRmbywnb7pWBBi1eL21RuUmNy+Dp+HjCeoAti5G77xQR6M6B59KYGtLSt" +
        "dun1rLkuw9Yt+e9ZpmfMW4H2AxMOkkOyHq5ocST8ee5vCvZ6IsIXeGXuEZIqkux1mz4030hX94dFtDdJOvHlsa7F88Ypn6kU3gEBFnjaHi99Lrnob0Q9bgrgyvUdlj0n" +
        "1mnJ0+0I2IerITbGCdadU4ifn8dSs3+KMURL5uJ+/KJoHzqZDphv4vxp1FWafd+Zh1Et9jceFPxAOPelK/XqXzBXgdalMKbeoPt/b1BGt1sY0aBr/wBqn2Zru5f8aZsi" +
        "CujwcP+ZOGTn4mAzYE/8PEoJsBUMWnGBhdsW42Vum0A1PQnK5am57tZikoOoJ/hKDjXxL5bfg8LO4CXcqhMxttBnCsODDe8Zi+L6xyPM+w8KSsOg3zU9bSxrSBjoMN2A" +
        "S0cQLjZBYRPLqlXG1S8ALqaFREhbkrdezKY53hdSPwSwcex1a43oYAhgh+nCKvV7WTykITq01tz4oBd4786Gyzs9YFs+xxIyrhzCG4Bp+8/EAU9gd8jIBXuJh1/YwbQL" +
        "Ym7QtadfA8v64XeIRQ553gRX1kMHkCaSh60ott/7yeBQo3gmfVguN2mgCyeaIlH2Vwlv88wdjv+Ku1HgnE1yE69hVSwuhpWH2ONgj+veuJhMJYxCISN0gXf04nF5Ufum" +
        "7kqNrRaNJcfQGMHsWFvYDDWuBxutywq4t00q29jwv4mgmcEq2IyLYyA87jTrbRX3N0eObSkmeTdOLO4MeDvuoluz6oe0HPbe8OiXik8fKNe3+JLW40DKuopn+5yll22P" +
        "+kGe13dtRjrPYD6Cf0YH67Ah+coK/3ise5eja4daWXMRpEfubP0YNzRSYXqQrEmWpORO90MbhEN20rf/W7n67WCDE4l1eUGioYtje9lxJNowvmYgL6VzEliSlcknhsgs" +
        "csHnakpqm2pVY0F/wiENLNkZyVArNT3I65LKJE42aiMf4o4oXw2ULlmkTSW6XJGpVlJ6WiVI5KwRUuvbTDm/lg5K2ifS9ak+ZZQWfYNt+3/yikGVTv3I85exnOs+2laS" +
        "hi/unRt/M+4/Xfmw/N8ZsuLxO1uHpfkSfwSDbnNgz7qW4fbdTcJlfdEGVFvCA7VsCBeBD5eRc5m+XNaGss4QSg8O5pyt3rSMeHpxLKCYeqRoj4EwXz0P8GV6y+pi/D4/" +
        "8zD2qDnHKcRDo9lLxLK6ZsP3VeBkoo+/k6CbYqZYXQvurciy03KKgj+PE2t88FrazQkCtXf51WNr+epXZ2DQ7kEG2FOtVMidKfHU/VJBSnK4N3g6haG2HCSrHn2M45lk" +
        "DcEUgZdBQeappysuu1I2BECMkxyfv0J9+08vUDS3rnxeFPzkrERc6CtL+9mlAGHxvPLFVnb1J1GKwikGCTdBn0SgwyFZ1A0bM2PdaIMqsd9YSRjiW/+2E5rkctV4Exsl" +
        "CcaDaLpH46cPfEEuzGCiuMuqTGfbBONR1Yu+PSvo34FtQXMPNOqGRkO7m2/XbzHsKHDSpe/po7TMkNqj2xSBVrR+zYRQ3pAyies4rYxYWLrmSWoxlXlokpBPo7YyqTaA" +
        "MJz3j2/FNSClrcQfJqh4ssngsJdaZawWtAztPd5BZKrJ5zBlTnLAlfa3aRX1aP7QM1LngTmnnjtx/XwrF9t1L58iBVklNlhnPcYPhlqYTHYCIvWHWQY96i141q8FFGJ9" +
        "xiOpIQRG7Bcs6Ta6Aab2Skiy8nxtJO+8myr8ZlLSxQ5Hoc6LqrCK3/q0OkLmbniqC1rkXdh4cUc1gavi2AXhQdl3mTBatgq02U158Tsf+krmavS4kmLAxFNH/PCrdn3F" +
        "L0dy4KFboLO+25Dg5G91g3Vl0Er6gA843lorF4xwa2g4roWSoeq/UGquOCUPOrCipCX2lbrul15LpWf1lj0P7AqGHBJxBowBCJ3EK38GuQ1B57EyhEOvSfMnsThDq52g" +
        "2r0CZ8LUwuOxDxhpALsF8B4UCumPf2YXLIcNPdWYcQAGifmwUOKW3Ki9qLqjp8SaZUixRJviKQ28F+vXKM0DmY9Ryip37NLypWRK0dDZGUGyjWIua5PT72v4FspalSqi" +
        "0tSB9SArLVtdEFFDT1IldRrnbEEe03wyuBlRM6Gz7VdCNrL8lBJ/LdIGJxzbP/bYXB7YTbsjbm9rDlaHATk5bZy+uEURVohFbWq1Jm69NQ7JIuTMYtlmnHoJgCKzlKuL" +
        "afvkWuto5Pg3reGo7SR18bwu7oB9rhW3moBmDgzITqMezt0GnVZ/kNWzj99SgvsqKlBfQB33boof7nSPUm9Ehx4Dytu4/jTwjXMi9eOIKuR+u7PpPQOMd/0Ylqv1ecGo" +
        "z84z8Hhwrp/DpWBPRAbGwQe6rh1NhN3BxUev8Og6K3IynI3bOc/DqYsimI60SVFcQGfiLthcjQvuYN33q727340a0YlhY+LYfPFmHi67E+DRftxjyqvz/A43rHGD174z" +
        "rxGRWsf8BrBcMRm9BTxmj0PaGMhxtvhKSbE8nHk8roAg54vdoY0pJYoOd4yir2XtGnuT/k5IULS+/b4HpQIBsZPuvPvSGq5Y3fWwo5n28IugVtskQTqtzZTkL4cfH3BZ" +
        "tKvethnA+6nq1oSVlWkYnAAT51wBLdmtYE8NC/wZza+d1HtgLC06sMpi1kxXRuoYLD7BABg5/SsKhqmZYgafb1Onv1fSUNRxJYwBERFAjIgErsGz8FEuO5pg69qQBEvD" +
        "gFYjhMXP5TwpJg6r/e8LnWFxjkZkUSx724325c0ZEk9gsb7iXEcpMfyVHtDFdQpgwoxRLM+YChnPWQks+DcSOiixZ1ys+WxlKD3DPlzDMRdEuw5TCRTtsZjHnFdCgGbi" +
        "Od+iPx/3iIVjUGClnfNDgKx2a55Q+zNG//cMcrJ8D8GDFGbPZlrIRc7VQ4rU7gdUTSILwg580OW11Tv7mDy3MVfaHGwaUNqfcrxZl5TSdanGNDnLVKJ4uoIWLsXokC3X" +
        "kPe0VKVL7Xtowcy7RYAhrBBGKpkLM7jDQA8s80TAO77MEHU2MB+On3AWOzRnCpSyDDRbv6or03zPC/au8uqUCBZbs9ewFkuyZbugM1DOJUfBT6SG/04jjjnbF8PU5JXR" +
        "Djsa6bwG2ox773VYu5jcM1FypZMbDU63ELbPerxwqk2gKBXliD8L80NEQe7PlXeUA30mxHX3EwIH6LFStAVhlpC9MdE2qXzRpOMMsq3cNUqtkEcrIBAXW02ZTHW+KJ2G" +
        "EigHV0rjLVi79EZ8+5088saJmg/T9iIX6DQkbcWt4ExD32MINandbgE3OW2iNovZwTAAud3o9K7cgpaeRWTZJkjUYgSarGt7uTvxM1fnVo0YSRRY8A2vX/0IEbHgFwyT" +
        "kRKaNRQW6DEPN4OA6p7WZd51CP9YBlSDkVrHwY6G1ninEIrib+28mDUAx7nEuUPLtSACGzLW5cu5jU/XU3p/XBlQVVzkdl9nQj95Y8ckvoEUiJ3K2QaBHhpQ1r9WNhE6" +
        "8zdRNHTp02zZpVDlKYPY+7UbvGZ/FF4akJovAxSyn624IfzgoFT5bBWk9quljFSIj4qKA87a/AuHuHn3glVBbmzrCCzRBtHQOPLtsh3/WA7DSDSHXK/cti7kNNEcM36c" +
        "VonbCd7EUNNuL91i3W67MXi0sW1JTvPbxY27FWyn5o6Ijvkxd1acZJFZiQz3KirdbEHJMdgfKWv9PA==";
}
