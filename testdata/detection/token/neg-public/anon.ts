import { createClient } from "./client";

// clé publique : protégée par les règles de la base
export const client = createClient("https://abc.supabase.test", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzdXBhYmFzZSIsInJlZiI6ImFiY2RlZmdoaWprbG1ub3AiLCJyb2xlIjoiYW5vbiIsImlhdCI6MTY5MDAwMDAwMCwiZXhwIjoyMDA1MDAwMDAwfQ.v_23RzBbu1WUAvH6DQvawruEZybwD_b1F6u8CKv3950");
